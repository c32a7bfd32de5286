package @PACKAGE@;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.task.ReferenceCompiler;
import org.osnas.tck.task.TrainingAgentContract;

class @CLASS@Test {

    /** Half of the squared error, so that the gradient is the error. */
    private static final Criterion SQUARED = (graph, outputs, labels) ->
            graph.math().square(outputs.only().sub(labels)).sum().mul(0.5);

    private static final INDArray LABELS = Nd4j.createFromArray(new float[][] {{1, 0}, {1, 0}, {1, 0}, {0, 1}});

    @Test
    void everyClassCountsAlike() {
        INDArray allFirst = Nd4j.createFromArray(new float[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}});
        Evaluation evaluation = new @CLASS@(SQUARED).agent(new ReferenceCompiler()).evaluation();

        evaluation.add(Outputs.of("logits", allFirst), new Batch(Nd4j.create(4, 1, 1, 1), LABELS));

        assertThat(evaluation.score()).isEqualTo(0.5);
    }

    @Test
    void theHeadIsAValue() {
        assertThat(new @CLASS@(SQUARED).head(7)).isEqualTo(new @CLASS@.Head(7)).isNotEqualTo(new @CLASS@.Head(8));
    }

    @Nested
    class Rules implements TrainingAgentContract {
        @Override
        public Task task(Criterion criterion) {
            return new @CLASS@(criterion);
        }
    }

    @Nested
    class Component implements ComponentContract<TaskProvider> {
        @Override
        public TaskProvider provider() {
            return new @CLASS@.Provider();
        }

        @Override
        public Class<TaskProvider> service() {
            return TaskProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(SQUARED, settings);
        }
    }
}
