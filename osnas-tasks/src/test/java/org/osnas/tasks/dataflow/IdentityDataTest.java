package org.osnas.tasks.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Split;
import org.osnas.tasks.data.DataSplits;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.IdentitySplits;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.Labels;
import org.osnas.tasks.data.QuarterTurns;
import org.osnas.tck.task.DataflowContract;

/** Data of identities, of which some are held out. */
class IdentityDataTest implements DataflowContract {

    @Override
    public Dataflow dataflow(long seed) {
        Map<String, Object> settings = new HashMap<>(Map.of("limit", 300, "test-limit", 50, "together", 4));
        return new FashionMnistIdentitiesProvider().create(Settings.of("data.settings", settings), 16, seed);
    }

    private static Examples numbered(int... classes) {
        float[][] values = new float[classes.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[] {i};
        }
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        return Examples.of(new Shape(1, 1, 1), values, Labels.ofClasses(classes, names));
    }

    private static DataSplits byShares(double validation, double test) {
        Examples all = numbered(EIGHT);
        return IdentitySplits.of(all, IdentitySplits.shares(all.labels().names(), validation, test));
    }

    private static final int[] EIGHT = {0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7};

    @Test
    void heldOutIdentitiesAreInNoOtherPart() {
        DataSplits splits =
                IdentitySplits.of(numbered(EIGHT), new IdentitySplits.Held(List.of("b", "f"), List.of("a", "h", "c")));
        assertThat(splits.train().labels().names()).containsExactly("d", "e", "g");
        assertThat(splits.validation().labels().names()).containsExactly("b", "f");
        assertThat(splits.test().labels().names()).containsExactly("a", "c", "h");
        assertThat(splits.train().size()).isEqualTo(9);
        assertThat(splits.train().labels().kind()).isEqualTo(LabelKind.IDENTITY);
        float[] row = new float[1];
        splits.train().labels().write(2, row, 0);
        assertThat(row[0]).as("g is the third").isEqualTo(2);
        DataSplits shares = byShares(0.25, 0.25);
        assertThat(shares.train().labels().strata()).isEqualTo(4);
        assertThat(shares.test().labels().names())
                .doesNotContainAnyElementsOf(shares.train().labels().names());
        assertThat(byShares(0.25, 0.25).test().labels().names())
                .isEqualTo(shares.test().labels().names());
    }

    @Test
    void partsWithoutTwoIdentitiesAreRefused() {
        assertThatThrownBy(() -> byShares(0.1, 0.5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("0.1 and 0.5 of 8 identities are 1 for validation");
        assertThatThrownBy(() -> IdentitySplits.of(
                        numbered(EIGHT), new IdentitySplits.Held(List.of("a", "b"), List.of("x", "c"))))
                .hasMessageContaining("no identity 'x'; there are a, b, c");
        assertThatThrownBy(() -> IdentitySplits.of(
                        numbered(EIGHT), new IdentitySplits.Held(List.of("a", "b"), List.of("a", "c"))))
                .hasMessageContaining("'a' is held out twice");
        assertThatThrownBy(() ->
                        IdentitySplits.of(numbered(EIGHT), new IdentitySplits.Held(List.of("a"), List.of("b", "c"))))
                .hasMessageContaining("at least 2 identities each");
    }

    /** Four of each of two identities, all identities by turns. */
    @Test
    void batchesHoldSeveralOfEachIdentity() {
        int[] classes = new int[64];
        Arrays.setAll(classes, i -> i % 8);
        DataSplits splits = IdentitySplits.of(
                numbered(classes),
                IdentitySplits.shares(numbered(classes).labels().names(), 0.25, 0.25));
        try (Dataflow data = ArrayDataflow.of(splits).batch(8).together(4).open();
                Dataflow.BatchStream batches = data.training(0)) {
            assertThat(data.classes()).isEqualTo(4);
            int[] seen = new int[4];
            for (int b = 0; b < 6; b++) {
                int[] counts = new int[4];
                try (Batch batch = batches.next()) {
                    float[] images = batch.inputs().dup().data().asFloat();
                    assertThat(Arrays.stream(toDouble(images)).distinct())
                            .as("no image twice")
                            .hasSize(8);
                    for (float label : batch.labels().dup().data().asFloat()) {
                        counts[(int) label]++;
                        seen[(int) label]++;
                    }
                }
                assertThat(Arrays.stream(counts).filter(c -> c == 4)).hasSize(2);
            }
            assertThat(seen).containsExactly(12, 12, 12, 12);
            assertThat(data.size(Split.TRAIN)).isEqualTo(32);
        }
        assertThatThrownBy(() -> ArrayDataflow.of(splits).batch(8).together(3).open())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot hold 3 of each");
        assertThatThrownBy(() -> ArrayDataflow.of(splits).batch(20).together(2).open())
                .hasMessageContaining("needs 10 identities, but 4 have two training examples");
    }

    private static double[] toDouble(float[] values) {
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }

    @Test
    void quarterTurnsAreIdentitiesOfTheirOwn() {
        byte[] image = {1, 2, 3, 4};
        byte[][] pixels = {image, image, image, image, image};
        ImageSet images = new ImageSet(new Shape(2, 2, 1), List.of("x", "y"), pixels, new int[] {0, 0, 0, 0, 1});
        ImageSet all = QuarterTurns.all(images);
        assertThat(all.size()).isEqualTo(20);
        assertThat(all.labels().names())
                .contains("x", "x turned 90", "y turned 270")
                .hasSize(8);
        assertThat(all.pixels(0)).containsExactly(1, 2, 3, 4);
        assertThat(all.pixels(1)).as("anticlockwise").containsExactly(2, 4, 1, 3);
        assertThat(all.pixels(2)).containsExactly(4, 3, 2, 1);
        ImageSet dealt = QuarterTurns.dealt(images);
        assertThat(dealt.size()).isEqualTo(5);
        assertThat(dealt.labels().counts()).containsExactly(1, 1, 1, 1, 1, 0, 0, 0);
        ImageSet wide = new ImageSet(new Shape(1, 2, 1), List.of("x", "y"), new byte[0][], new int[0]);
        assertThatThrownBy(() -> QuarterTurns.all(wide)).hasMessageContaining("Only square images");
    }

    @Test
    void theBundledImagesAreTwentyIdentitiesToTrain() {
        try (Dataflow data = new FashionMnistIdentitiesProvider().create(Settings.empty(), 64, 1)) {
            assertThat(data.description().labels()).isEqualTo(LabelKind.IDENTITY);
            assertThat(data.classes()).isEqualTo(20);
            assertThat(data.description().names()).contains("Sandal turned 90").doesNotContain("Bag", "Dress");
            assertThat(data.size(Split.TRAIN)).isEqualTo(6000);
            assertThat(data.size(Split.VALIDATION)).isEqualTo(2400);
            assertThat(data.size(Split.TEST)).isEqualTo(3600);
        }
        Settings upright = Settings.of("", Map.of("turns", false, "validation", 0.3, "test", 0.3));
        try (Dataflow data = new FashionMnistIdentitiesProvider().create(upright, 64, 1)) {
            assertThat(data.classes()).isEqualTo(4);
        }
        assertThatThrownBy(() -> new FashionMnistIdentitiesProvider()
                        .create(Settings.of("", Map.of("validation-identities", List.of("Hat", "Bag"))), 64, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no identity 'Hat");
    }
}
