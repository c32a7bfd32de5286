package org.osnas.tasks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Normalization;

/** Arrays of a program become examples, with their statistics and splits; what does not fit is named. */
class ExamplesTest {

    private static final Shape PAIR = new Shape(1, 1, 2);

    @Test
    void arraysOfNd4jAreImagesWithChannelsLastOrVectors() {
        INDArray channelsFirst = Nd4j.linspace(0, 23, 24, DataType.FLOAT).reshape(2, 2, 2, 3);
        Examples images = Examples.of(channelsFirst.permute(0, 2, 3, 1), Labels.ofClasses(new int[] {0, 1}));

        assertThat(images.shape()).isEqualTo(new Shape(2, 3, 2));
        NormalizedValues values = images.normalized(Normalization.NONE.forChannels(2));
        assertThat(values.value(1, 0, 0)).isEqualTo(12);
        assertThat(values.value(1, 1, 1))
                .as("the other channel of the same pixel")
                .isEqualTo(18);
        assertThat(values.value(0, 10, 0)).as("row 1, column 2").isEqualTo(5);
        assertThat(Examples.of(Nd4j.ones(2, 5), Labels.ofClasses(new int[] {0, 1}))
                        .shape())
                .isEqualTo(new Shape(1, 1, 5));
    }

    @Test
    void statisticsAreByChannelAndExactFarFromZero() {
        float[][] values = {{10_000_001, 5}, {10_000_003, 5}, {10_000_005, 5}};
        Normalization found =
                Examples.of(PAIR, values, Labels.ofClasses(new int[] {0, 1, 1})).statistics();

        assertThat(found.mean().get(0)).isCloseTo(10_000_003, within(1e-6));
        assertThat(found.std().get(0)).isCloseTo(Math.sqrt(8 / 3.0), within(1e-9));
        assertThat(found.mean().get(1)).isCloseTo(5, within(1e-12));
        assertThat(found.std().get(1)).as("of what never changes").isEqualTo(1);
    }

    @Test
    void splitsKeepTheSharesOfClassesAndShareNothing() {
        DataSplits splits = numbered(200).split(0.1, 0.25);

        assertThat(splits.train().labels().counts()).containsExactly(97, 33);
        assertThat(splits.validation().labels().counts()).containsExactly(15, 5);
        assertThat(splits.test().labels().counts()).containsExactly(38, 12);
        List<Integer> all = new ArrayList<>(numbers(splits.train()));
        all.addAll(numbers(splits.validation()));
        all.addAll(numbers(splits.test()));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).boxed().toList());
        assertThat(numbers(splits.validation())).allSatisfy(n -> assertThat(n).isBetween(0, 199));
    }

    @Test
    void theSeedDecidesTheSplit() {
        Examples examples = numbered(100);

        assertThat(numbers(examples.split(0.2, 0.2, 3).test()))
                .isEqualTo(numbers(examples.split(0.2, 0.2, 3).test()));
        assertThat(numbers(examples.split(0.2, 0.2, 3).test()))
                .isNotEqualTo(numbers(examples.split(0.2, 0.2, 4).test()));
        assertThat(numbers(examples.split(0.2, 0.2).test()))
                .isEqualTo(numbers(examples.split(0.2, 0.2, 0).test()));
    }

    @Test
    void valuesAreLabelsTooAndAreOneGroup() {
        float[][] rows = {{0.5f, 1}, {2, 3}, {4, 5}, {6, 7}};
        Labels labels = Labels.ofValues(rows);
        float[] out = new float[5];
        labels.select(new int[] {2, 0}).write(0, out, 1);

        assertThat(out).containsExactly(0, 4, 5, 0, 0);
        assertThat(labels.names()).containsExactly("0", "1");
        assertThat(Examples.of(PAIR, rows, labels).split(0.25, 0.25).train().size())
                .isEqualTo(2);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Labels two = Labels.ofClasses(new int[] {0, 1});
        refused(() -> Examples.of(PAIR, new float[][] {{1, 2}}, two), "1 examples but 2 labels");
        refused(() -> Examples.of(PAIR, new float[][] {{1, 2}, {3}}, two), "Example 1 has 1 values, but 1x1x2 needs 2");
        refused(() -> Examples.of(PAIR, new float[][] {{1, 2}, {3, Float.NaN}}, two), "Example 1 has NaN at place 1");
        refused(() -> Examples.of(Nd4j.ones(2, 3, 4), two), "[2, 3, 4]", "[examples, height, width, channels]");
        refused(() -> Labels.ofClasses(new int[] {0, 0}), "go to 0 and name 1 class");
        refused(() -> Labels.ofClasses(new int[0]), "are none");
        refused(() -> Labels.ofClasses(new int[] {0, 2}, List.of("a", "b")), "Example 1 has label 2", "(0 to 1)");
        refused(() -> Labels.ofClasses(new int[] {0, -1, 1}), "Example 1 has label -1");
        refused(() -> Labels.ofValues(new float[][] {{1}, {2, 3}}), "label of example 1 has 2 values", "before it 1");
        refused(() -> Labels.ofValues(new float[][] {{1}, {Float.NEGATIVE_INFINITY}}), "example 1", "-Infinity");
        refused(() -> numbered(100).split(0.6, 0.4), "below 1 together, got 0.6 and 0.4");
        refused(() -> numbered(8).split(0.05, 0.2), "of 8 examples are 0 for validation and 2 for the test");
        Examples gap = Examples.of(PAIR, new float[3][2], Labels.ofClasses(new int[] {0, 2, 2}));
        refused(() -> gap.split(0.4, 0.4), "Class 1 (1) of 3 has no training example");
    }

    @Test
    void partsOfOtherShapesOrLabelsAreRefused() {
        Examples pairs = numbered(4);
        Examples others = Examples.of(new Shape(1, 1, 3), new float[2][3], Labels.ofClasses(new int[] {0, 1}));
        Examples named = Examples.of(PAIR, new float[2][2], Labels.ofClasses(new int[] {0, 1}, List.of("cat", "dog")));
        Examples values = Examples.of(PAIR, new float[2][2], Labels.ofValues(new float[2][2]));

        refused(() -> new DataSplits(pairs, others, pairs), "1x1x2", "validation examples are 1x1x3");
        refused(() -> new DataSplits(pairs, pairs, named), "test examples [cat, dog]");
        refused(() -> new DataSplits(pairs, values, pairs), "labelled with classes", "with values");
        refused(() -> new DataSplits(pairs, pairs.select(new int[0]), pairs), "0 validation");
    }

    /** Vectors whose first number is their own; every fourth is of class 1. */
    private static Examples numbered(int count) {
        float[][] values = new float[count][];
        for (int i = 0; i < count; i++) {
            values[i] = new float[] {i, -i};
        }
        return Examples.of(
                PAIR,
                values,
                Labels.ofClasses(
                        IntStream.range(0, count).map(i -> i % 4 == 3 ? 1 : 0).toArray()));
    }

    private static List<Integer> numbers(Examples examples) {
        NormalizedValues values = examples.normalized(Normalization.NONE.forChannels(2));
        return IntStream.range(0, examples.size())
                .mapToObj(i -> (int) values.value(i, 0, 0))
                .toList();
    }

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessageContainingAll(parts);
    }
}
