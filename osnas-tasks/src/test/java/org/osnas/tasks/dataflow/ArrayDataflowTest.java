package org.osnas.tasks.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.Normalization;
import org.osnas.api.task.Split;
import org.osnas.tasks.data.DataSplits;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.Labels;
import org.osnas.tck.task.DataflowContract;

/** Arrays of a program as a dataflow. */
class ArrayDataflowTest implements DataflowContract {

    private static final Shape SHAPE = new Shape(2, 3, 1);

    @Override
    public Dataflow dataflow(long seed) {
        return ArrayDataflow.of(SHAPE, images(100), classes(100))
                .augment(new Augmentation(1, true, 1))
                .batch(8)
                .seed(seed)
                .open();
    }

    @Test
    void theDefaultsDivideAndNormalise() {
        try (Dataflow data = ArrayDataflow.of(SHAPE, images(200), classes(200)).open()) {
            assertThat(List.of(data.size(Split.TRAIN), data.size(Split.VALIDATION), data.size(Split.TEST)))
                    .containsExactly(140, 20, 40);
            assertThat(data.batchSize()).isEqualTo(64);
            assertThat(data.classes()).isEqualTo(2);
            float[] values = inputs(data.evaluation(Split.TRAIN));
            double mean = IntStream.range(0, values.length)
                    .mapToDouble(i -> values[i])
                    .average()
                    .orElseThrow();
            double square = IntStream.range(0, values.length)
                    .mapToDouble(i -> values[i] * (double) values[i])
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(0, within(1e-5));
            assertThat(square).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void givenPartsStayWhatTheyAre() {
        DataSplits given = new DataSplits(examples(0, 8), examples(100, 4), examples(200, 6));
        try (Dataflow data =
                ArrayDataflow.of(given).normalize(Normalization.NONE).batch(4).open()) {
            assertThat(first(data.evaluation(Split.TEST))).containsExactly(200f, 201f, 202f, 203f, 204f, 205f);
            assertThat(first(data.evaluation(Split.VALIDATION))).containsExactlyInAnyOrder(100f, 101f, 102f, 103f);
            assertThat(first(data.evaluation(Split.TRAIN))).containsExactly(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f);
        }
    }

    @Test
    void normalisationIsGivenOrThatOfTheTrainingExamples() {
        DataSplits given = new DataSplits(examples(0, 3), examples(100, 2), examples(200, 2));
        ArrayDataflowBuilder builder = ArrayDataflow.of(given).batch(1);
        try (Dataflow found = builder.open();
                Dataflow set = builder.normalize(new Normalization(List.of(100.0), List.of(50.0)))
                        .open()) {
            assertThat(first(found.evaluation(Split.TEST)).get(0))
                    .as("200 by the mean and deviation of 0, 1, 2")
                    .isCloseTo((float) (199 / Math.sqrt(2 / 3.0)), within(1e-3f));
            assertThat(first(set.evaluation(Split.TEST))).containsExactly(2f, 2.02f);
        }
    }

    @Test
    void onlyTrainingExamplesAreAugmented() {
        try (Dataflow plain = ArrayDataflow.of(SHAPE, images(100), classes(100))
                        .batch(10)
                        .open();
                Dataflow augmented = dataflow(1)) {
            assertThat(inputs(augmented.evaluation(Split.VALIDATION)))
                    .containsExactly(inputs(plain.evaluation(Split.VALIDATION)));
            try (BatchStream stream = augmented.training(0);
                    Batch batch = stream.next()) {
                // An image that was not shifted, mirrored or cut holds one value only.
                float[] values = batch.inputs().data().asFloat();
                long changed = IntStream.range(0, 8)
                        .filter(i -> Arrays.stream(boxed(values, i * 6, 6))
                                        .distinct()
                                        .count()
                                > 1)
                        .count();
                assertThat(changed).isGreaterThanOrEqualTo(6);
            }
        }
    }

    @Test
    void labelsMayBeRowsOfValues() {
        float[][] rows = new float[40][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i, i / 2f, -i};
        }
        Examples examples = Examples.of(SHAPE, images(40), Labels.ofValues(rows));
        try (Dataflow data = ArrayDataflow.of(examples.split(0.25, 0.25))
                .normalize(Normalization.NONE)
                .batch(4)
                .open()) {
            assertThat(data.classes()).isEqualTo(3);
            try (BatchStream stream = data.training(0);
                    Batch batch = stream.next()) {
                assertThat(batch.labels().shape()).containsExactly(4, 3);
                for (int i = 0; i < 4; i++) {
                    float number = batch.inputs().getFloat(i, 0, 0, 0);
                    assertThat(batch.labels().getRow(i).toFloatVector()).containsExactly(number, number / 2, -number);
                }
            }
        }
    }

    @Test
    void vectorsOfNd4jAreExamplesToo() {
        try (Dataflow data =
                        ArrayDataflow.of(Nd4j.rand(50, 7), classes(50)).batch(5).open();
                BatchStream stream = data.training(0);
                Batch batch = stream.next()) {
            assertThat(batch.inputs().shape()).containsExactly(5, 1, 1, 7);
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        ArrayDataflowBuilder builder = ArrayDataflow.of(SHAPE, images(20), classes(20));
        assertThatThrownBy(builder::open)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("A batch of 64 examples is larger than the 14 training examples");
        assertThatThrownBy(() -> builder.batch(0).open()).hasMessageContaining("batch size must be at least 1, got 0");
        assertThatThrownBy(() -> builder.batch(2)
                        .normalize(new Normalization(List.of(0.0, 1.0), List.of(1.0, 1.0)))
                        .open())
                .hasMessageContaining("mean has 2 values, but the examples have 1 channel");
        Examples oneClass = examples(0, 4).select(new int[] {0, 2});
        assertThatThrownBy(() -> ArrayDataflow.of(new DataSplits(oneClass, examples(0, 4), examples(0, 4))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Class 1 (1) of 2 has no training example");
    }

    private static Double[] boxed(float[] values, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> (double) values[i])
                .toArray(Double[]::new);
    }

    private static float[] inputs(BatchStream stream) {
        List<Float> values = new ArrayList<>();
        try (stream) {
            while (stream.hasNext()) {
                try (Batch batch = stream.next()) {
                    for (float value : batch.inputs().data().asFloat()) {
                        values.add(value);
                    }
                }
            }
        }
        float[] result = new float[values.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = values.get(i);
        }
        return result;
    }

    /** The first value of each example. */
    private static List<Float> first(BatchStream stream) {
        float[] values = inputs(stream);
        return IntStream.range(0, values.length / 6)
                .mapToObj(i -> values[i * 6])
                .toList();
    }

    private static Examples examples(int from, int count) {
        return Examples.of(SHAPE, images(from, count), Labels.ofClasses(classes(count)));
    }

    private static float[][] images(int count) {
        return images(0, count);
    }

    /** Images of one value each, their number. */
    private static float[][] images(int from, int count) {
        float[][] images = new float[count][6];
        for (int i = 0; i < count; i++) {
            Arrays.fill(images[i], from + i);
        }
        return images;
    }

    private static int[] classes(int count) {
        return IntStream.range(0, count).map(i -> i % 2).toArray();
    }
}
