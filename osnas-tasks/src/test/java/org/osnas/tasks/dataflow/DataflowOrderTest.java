package org.osnas.tasks.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.tasks.dataflow.NumberedImages.data;
import static org.osnas.tasks.dataflow.NumberedImages.features;
import static org.osnas.tasks.dataflow.NumberedImages.flow;
import static org.osnas.tasks.dataflow.NumberedImages.ids;
import static org.osnas.tasks.dataflow.NumberedImages.with;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.Divisible;
import org.osnas.api.task.Split;

/** Which examples come when: splits, epochs, steps, calibration. */
class DataflowOrderTest {

    @Test
    void splitsClassBalancedAndDisjoint() {
        Divisible flow = flow(30, Map.of("validation", 6));
        assertThat(List.of(flow.size(Split.TRAIN), flow.size(Split.VALIDATION), flow.size(Split.TEST)))
                .containsExactly(24, 6, 9);
        assertThat(flow.batchesPerEpoch()).isEqualTo(6);
        Divisible raw = flow(30, with("validation", 6));
        TreeSet<Integer> seen = new TreeSet<>(ids(raw.evaluation(Split.TRAIN)));
        List<Integer> held = ids(raw.evaluation(Split.VALIDATION));
        assertThat(seen).hasSize(24).doesNotContainAnyElementsOf(held);
        assertThat(held.stream().map(i -> i % 3)).containsExactlyInAnyOrder(0, 0, 1, 1, 2, 2);
        assertThat(flow(30, with("validation", 0.2)).size(Split.VALIDATION)).isEqualTo(6);
    }

    @Test
    void heldOutImagesAreNotTrained() {
        Divisible flow = flow(36, with("validation", 6));
        Divisible.Divided parts = flow.divide(0.2);
        TreeSet<Integer> training = new TreeSet<>(ids(parts.training().training(0), 40));
        TreeSet<Integer> heldOut = new TreeSet<>(ids(parts.heldOut().training(0), 40));
        assertThat(training).hasSize(24).doesNotContainAnyElementsOf(heldOut);
        assertThat(heldOut).hasSize(6);
        assertThat(heldOut.stream().map(i -> i % 3)).containsExactlyInAnyOrder(0, 0, 1, 1, 2, 2);
        assertThat(training).doesNotContainAnyElementsOf(ids(flow.evaluation(Split.VALIDATION)));
        assertThat(ids(parts.heldOut().evaluation(Split.VALIDATION))).isEqualTo(ids(flow.evaluation(Split.VALIDATION)));
        assertThat(parts.training().batchesPerEpoch()).isEqualTo(6);
    }

    @Test
    void heldOutImagesAreNormalisedAsTheWhole() {
        Divisible flow = flow(36, Map.of("validation", 6, "augment", false));
        List<float[]> whole = features(flow.evaluation(Split.TRAIN), 8);
        List<float[]> held = features(flow.divide(0.2).heldOut().evaluation(Split.TRAIN), 2);
        float[] first = held.get(0);
        assertThat(whole.stream().anyMatch(batch -> contains(batch, Arrays.copyOf(first, first.length / 4))))
                .isTrue();
    }

    private static boolean contains(float[] batch, float[] image) {
        for (int from = 0; from + image.length <= batch.length; from += image.length) {
            if (Arrays.equals(batch, from, from + image.length, image, 0, image.length)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void partsWithoutABatchAreRefused() {
        assertThatThrownBy(() -> flow(36, Map.of("validation", 6)).divide(0.1))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("Holding out 0.1 of 30 training examples leaves 27 and 3, but both parts need a"
                        + " batch of 4.");
    }

    @Test
    void everyEpochIsAnotherPermutation() {
        Divisible flow = flow(26, with("validation", 2));
        try (BatchStream stream = flow.training(0)) {
            List<Integer> first = ids(stream, 6);
            List<Integer> second = ids(stream, 6);
            assertThat(new TreeSet<>(first)).hasSize(24);
            assertThat(new TreeSet<>(second)).isEqualTo(new TreeSet<>(first));
            assertThat(second).isNotEqualTo(first);
        }
    }

    @Test
    void aStepIsTheSameFromWhereverTheStreamStarts() {
        Divisible flow = flow(26, Map.of("validation", 2, "pad", 1, "cutout", 2));
        List<float[]> all = features(flow.training(0), 15);
        List<float[]> late = features(flow.training(9), 6);
        for (int i = 0; i < 6; i++) {
            assertThat(late.get(i)).isEqualTo(all.get(9 + i));
        }
        Divisible synchronous = flow(26, Map.of("validation", 2, "pad", 1, "cutout", 2, "prefetch", 0));
        assertThat(features(synchronous.training(14), 1).get(0)).isEqualTo(all.get(14));
    }

    @Test
    void anotherSeedGivesOtherBatches() {
        Settings settings = Settings.of("data", with("validation", 2));
        DataflowOptions options = DataflowOptions.read(settings, new DataflowOptions.Defaults(0.1, false));
        Divisible one = options.open(data(26), 4, 1);
        Divisible two = options.open(data(26), 4, 2);
        assertThat(ids(one.training(0), 6)).isNotEqualTo(ids(two.training(0), 6));
        assertThat(ids(one.evaluation(Split.VALIDATION))).isEqualTo(ids(two.evaluation(Split.VALIDATION)));
    }

    @Test
    void validationImagesOfSortedFilesAreMixed() {
        Divisible flow = flow(300, with("validation", 120));
        List<Integer> held = ids(flow.evaluation(Split.VALIDATION));
        assertThat(held).isNotEqualTo(held.stream().sorted().toList());
        double earlier = held.subList(0, 60).stream().mapToInt(i -> i).average().orElseThrow();
        double all = held.stream().mapToInt(i -> i).average().orElseThrow();
        // Sorted halves would be 75 apart from the mean; the standard error of a random half is 5.6.
        assertThat(earlier).isCloseTo(all, org.assertj.core.data.Offset.offset(17.0));
    }

    @Test
    void evaluationIsInOrderWithASmallerLastBatch() {
        Divisible flow = flow(30, with("validation", 6));
        List<Integer> sizes = new ArrayList<>();
        try (BatchStream stream = flow.evaluation(Split.TEST)) {
            while (stream.hasNext()) {
                try (Batch batch = stream.next()) {
                    sizes.add(batch.size());
                    assertThat(batch.labels().shape()).containsExactly(batch.size(), 3);
                }
            }
            assertThat(stream.hasNext()).isFalse();
        }
        assertThat(sizes).containsExactly(4, 4, 1);
        assertThat(ids(flow.evaluation(Split.TEST))).containsExactly(100, 101, 102, 103, 104, 105, 106, 107, 108);
    }

    @Test
    void calibrationHasNoAugmentationAndRepeats() {
        Divisible flow = flow(26, Map.of("validation", 2, "mean", List.of(0), "std", List.of(1), "pad", 1));
        List<Integer> first = ids(flow.calibration(7));
        assertThat(first).hasSize(28).isEqualTo(ids(flow.calibration(7)));
        assertThat(first.subList(0, 24)).doesNotHaveDuplicates();
        assertThat(first).isNotEqualTo(ids(flow(26, with("validation", 2)).training(0), 7));
    }
}
