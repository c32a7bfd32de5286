package org.osnas.tck.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Split;

/**
 * The rules of {@link Dataflow} as tests. To check a data set, implement the interface in a test class that opens it in
 * {@link #dataflow}.
 */
public interface DataflowContract {

    /** Opens the data set anew: some hundred examples and small batches keep the rules fast. */
    Dataflow dataflow(long seed);

    /** Training batches are full, of the shapes that the data set says, and 32-bit floats that are numbers. */
    @Test
    default void required_D01_batchesHaveTheShapesThatWereSaid() {
        try (Dataflow data = dataflow(1);
                BatchStream batches = data.training(0)) {
            Shape in = data.input();
            for (int i = 0; i < 3; i++) {
                try (Batch batch = batches.next()) {
                    assertThat(batch.inputs().shape())
                            .containsExactly(data.batchSize(), in.height(), in.width(), in.channels());
                    if (data.description().labels() == LabelKind.BOXES) {
                        assertThat(batch.labels().rank()).as("rank of labels").isEqualTo(3);
                        assertThat(batch.labels().size(0)).isEqualTo(data.batchSize());
                    } else if (data.description().labels() == LabelKind.IDENTITY) {
                        assertThat(batch.labels().rank()).as("rank of labels").isEqualTo(2);
                        assertThat(batch.labels().size(0)).isEqualTo(data.batchSize());
                        assertThat(batch.labels().size(1))
                                .as("identity, and perhaps pair")
                                .isBetween(1L, 2L);
                        for (float identity :
                                batch.labels().getColumn(0).dup().data().asFloat()) {
                            assertThat(identity).isBetween(0f, data.classes() - 1f);
                        }
                    } else {
                        assertThat(batch.labels().shape()).containsExactly(data.batchSize(), data.classes());
                    }
                    assertThat(batch.inputs().dataType()).isEqualTo(DataType.FLOAT);
                    assertThat(batch.inputs().sumNumber().doubleValue()).isFinite();
                }
            }
        }
    }

    /** The batch of step n is the same whatever the first step was, also in another process: so training resumes. */
    @Test
    default void required_D02_aBatchDependsOnItsStepAlone() {
        try (Dataflow data = dataflow(2);
                Dataflow again = dataflow(2)) {
            int steps = 2 * data.batchesPerEpoch() + 2;
            List<String> all = take(data.training(0), steps);
            for (int first : new int[] {1, data.batchesPerEpoch(), steps - 1}) {
                assertThat(take(again.training(first), steps - first))
                        .as("from step %d", first)
                        .isEqualTo(all.subList(first, steps));
            }
        }
    }

    /** The seed decides the order or the augmentation of the training batches. */
    @Test
    default void required_D03_seedDecides() {
        try (Dataflow one = dataflow(3);
                Dataflow other = dataflow(4)) {
            assertThat(take(one.training(0), 3)).isNotEqualTo(take(other.training(0), 3));
        }
    }

    /** Each split gives all its examples, the same ones in the same order at every call. */
    @Test
    default void required_D04_evaluationCoversASplit() {
        try (Dataflow data = dataflow(5)) {
            for (Split split : Split.values()) {
                int examples = 0;
                try (BatchStream batches = data.evaluation(split)) {
                    while (batches.hasNext()) {
                        try (Batch batch = batches.next()) {
                            examples += batch.size();
                        }
                    }
                }
                assertThat(examples).as("examples of %s", split).isEqualTo(data.size(split));
                assertThat(take(data.evaluation(split), 2)).isEqualTo(take(data.evaluation(split), 2));
            }
        }
    }

    /** Calibration gives as many batches as were asked for, the same at every call. */
    @Test
    default void required_D05_calibrationIsTheSameAtEveryCall() {
        try (Dataflow data = dataflow(6)) {
            List<String> first = take(data.calibration(2), Integer.MAX_VALUE);
            assertThat(first).hasSize(2).isEqualTo(take(data.calibration(2), Integer.MAX_VALUE));
        }
    }

    /**
     * What is said of the data holds for all of it: the shapes and the number of classes are those of the description,
     * which is the same at every opening, whatever the seed.
     */
    @Test
    default void required_D06_theDescriptionIsOfTheData() {
        try (Dataflow one = dataflow(7);
                Dataflow other = dataflow(8)) {
            assertThat(one.description()).isEqualTo(other.description());
            assertThat(one.input()).isEqualTo(one.description().input());
            assertThat(one.classes()).isEqualTo(one.description().names().size());
            assertThat(one.description().names()).doesNotHaveDuplicates();
        }
    }

    /** The content of the next batches as text; the stream is closed. */
    private static List<String> take(BatchStream stream, int most) {
        List<String> content = new ArrayList<>();
        try (stream) {
            while (content.size() < most && stream.hasNext()) {
                try (Batch batch = stream.next()) {
                    content.add(java.util.Arrays.hashCode(
                                    batch.inputs().dup('c').data().asFloat())
                            + " "
                            + java.util.Arrays.hashCode(
                                    batch.labels().dup('c').data().asFloat()));
                }
            }
        }
        return content;
    }
}
