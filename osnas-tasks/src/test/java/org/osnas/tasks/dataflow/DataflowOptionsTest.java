package org.osnas.tasks.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.Divisible;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Split;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;

/** Data sets of images, as their settings divide and prepare them. */
class DataflowOptionsTest {

    private static final Map<String, Object> RAW = Map.of("augment", false, "mean", List.of(0), "std", List.of(1));

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
    void imagesOfCifarArePaddedByFourUnlessTheSettingsSayOtherwise() {
        DataflowOptions.Defaults cifar = DataflowOptions.Defaults.CIFAR;
        assertThat(DataflowOptions.read(Settings.empty(), cifar).augmentation())
                .isEqualTo(new Augmentation(4, true, 0));
        assertThat(DataflowOptions.read(Settings.of("data", Map.of("pad", 1)), cifar)
                        .augmentation()
                        .pad())
                .isEqualTo(1);
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

    /** Whoever has the image and the description alone gets what the network was trained with. */
    @Test
    void theDescriptionIsAllThatAnImageNeeds() {
        byte[][] pixels = {{0, 50, -1, 7}, {-56, 3, 9, 100}, {1, 2, 3, 4}, {90, 80, 70, 60}};
        ImageSet images = new ImageSet(new Shape(2, 2, 1), List.of("dark", "light"), pixels, new int[] {0, 1, 0, 1});
        Settings settings = Settings.of("data", Map.of("validation", 2, "channels", 3, "size", 5));
        Divisible flow = DataflowOptions.read(settings, new DataflowOptions.Defaults(2, false))
                .open(new ImageData(images, images), 2, 1);
        DataDescription data = flow.description();
        assertThat(data.image()).isEqualTo(new Shape(2, 2, 1));
        assertThat(data.pixels()).isEqualTo(Pixels.GREY);
        assertThat(data.names()).containsExactly("dark", "light");
        float[] expected = new float[5 * 5 * 3];
        double mean = data.normalization().mean().get(0);
        double std = data.normalization().std().get(0);
        for (int i = 0; i < expected.length; i++) {
            int y = i / 15 - 1;
            int x = i / 3 % 5 - 1;
            int value = y < 0 || y > 1 || x < 0 || x > 1 ? 0 : pixels[0][2 * y + x] & 0xff;
            expected[i] = (float) ((value / (double) data.pixels().unit() - mean) / std);
        }
        float[] batch = features(flow.evaluation(Split.TEST), 1).get(0);
        assertThat(Arrays.copyOf(batch, expected.length)).containsExactly(expected);
    }

    @Test
    void batchesAreFloatsChannelsLastAndOneHot() {
        Divisible flow = flow(30, with("validation", 6, "channels", 3, "size", 5));
        assertThat(flow.input()).isEqualTo(new Shape(5, 5, 3));
        assertThat(flow.classes()).isEqualTo(3);
        try (BatchStream stream = flow.training(0);
                Batch batch = stream.next()) {
            assertThat(batch.inputs().shape()).containsExactly(4, 5, 5, 3);
            assertThat(batch.inputs().ordering()).isEqualTo('c');
            assertThat(batch.inputs().dataType()).isEqualTo(DataType.FLOAT);
            assertThat(batch.labels().dataType()).isEqualTo(DataType.FLOAT);
            float[] values = batch.inputs().data().asFloat();
            float[] labels = batch.labels().data().asFloat();
            for (int i = 0; i < 4; i++) {
                // 3x2 images in 5x5: one row above, one column before.
                int at = ((i * 5 + 1) * 5 + 1) * 3;
                int id = Math.round(values[at] * 255);
                assertThat(values[at + 1]).isEqualTo(values[at]);
                assertThat(values[at + 2]).isEqualTo(values[at]);
                assertThat(values[i * 75]).isZero();
                float[] oneHot = new float[3];
                oneHot[id % 3] = 1;
                assertThat(Arrays.copyOfRange(labels, i * 3, i * 3 + 3)).isEqualTo(oneHot);
            }
        }
    }

    @Test
    void normalisesWithTheStatisticsOfTheTrainingImages() {
        Divisible flow = flow(30, Map.of("validation", 6, "augment", false));
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (float[] values : features(flow.evaluation(Split.TRAIN), 6)) {
            for (float v : values) {
                sum += v;
                squares += v * (double) v;
                count++;
            }
        }
        assertThat(sum / count).isCloseTo(0, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(squares / count).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void limitsKeepTheBalance() {
        Divisible flow = flow(30, with("validation", 6, "limit", 9, "test-limit", 3));
        assertThat(flow.size(Split.TRAIN)).isEqualTo(9);
        assertThat(flow.size(Split.TEST)).isEqualTo(3);
        assertThat(ids(flow.evaluation(Split.TRAIN)).stream().map(i -> i % 3).distinct())
                .hasSize(3);
        assertThat(ids(flow.evaluation(Split.VALIDATION)))
                .isEqualTo(ids(flow(30, with("validation", 6)).evaluation(Split.VALIDATION)));
    }

    @Test
    void refusesWhatCannotBe() {
        refused(Map.of("validation", 30), "validation is 30.0", "30 training images");
        refused(Map.of("validation", 0), "validation must be a share");
        refused(Map.of("validation", 2.5), "validation must be a share");
        refused(Map.of("limit", 3), "batch of 4 examples is larger than the 3 training examples");
        refused(Map.of("size", 2), "size 2 is smaller than the images (3x2x1)", "at least 3");
        refused(Map.of("mean", List.of(0.5)), "mean and std must be given together");
        refused(Map.of("mean", List.of(0, 0), "std", List.of(1, 1)), "mean has 2 values", "1 channel;");
        refused(Map.of("mean", List.of(0, 0), "std", List.of(1)), "a value for every channel");
        refused(Map.of("mean", List.of(0), "std", List.of(0)), "std positive");
        refused(Map.of("prefetch", -1), "data.prefetch", "from 0 to 64");
        assertThatThrownBy(() -> flow(30, Map.of()).training(-1)).isInstanceOf(BadInputException.class);
    }

    private static void refused(Map<String, Object> settings, String... parts) {
        assertThatThrownBy(() -> flow(30, settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }

    private static Map<String, Object> with(Object... pairs) {
        Map<String, Object> settings = new java.util.HashMap<>(RAW);
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put((String) pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    private static Divisible flow(int train, Map<String, Object> settings) {
        Settings read = Settings.of("data", settings);
        DataflowOptions options = DataflowOptions.read(read, new DataflowOptions.Defaults(0.1, false));
        read.rejectUnknown();
        return options.open(data(train), 4, 11);
    }

    /** Images of 3x2x1 whose pixels are all their number, which is also their class modulo 3; test ones from 100 on. */
    private static ImageData data(int train) {
        return new ImageData(images(0, train), images(100, 9));
    }

    private static ImageSet images(int from, int count) {
        byte[][] pixels = new byte[count][6];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            Arrays.fill(pixels[i], (byte) (from + i));
            labels[i] = (from + i) % 3;
        }
        return new ImageSet(new Shape(3, 2, 1), List.of("a", "b", "c"), pixels, labels);
    }

    private static List<Integer> ids(BatchStream stream) {
        try (stream) {
            return ids(stream, Integer.MAX_VALUE);
        }
    }

    private static List<Integer> ids(BatchStream stream, int batches) {
        List<Integer> ids = new ArrayList<>();
        for (int n = 0; n < batches && stream.hasNext(); n++) {
            try (Batch batch = stream.next()) {
                float[] values = batch.inputs().data().asFloat();
                int length = values.length / batch.size();
                for (int i = 0; i < batch.size(); i++) {
                    ids.add(Math.round(values[i * length] * 255));
                }
            }
        }
        return ids;
    }

    private static List<float[]> features(BatchStream stream, int batches) {
        try (stream) {
            List<float[]> result = new ArrayList<>();
            for (int n = 0; n < batches; n++) {
                try (Batch batch = stream.next()) {
                    result.add(batch.inputs().data().asFloat());
                }
            }
            return result;
        }
    }
}
