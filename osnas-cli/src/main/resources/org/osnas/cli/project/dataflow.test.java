package @PACKAGE@;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Split;
import org.osnas.tck.ComponentContract;

class @CLASS@Test {

    private final Dataflow data = new @CLASS@(200, 1, 16, 7);

    @Test
    void theBatchOfAStepDoesNotDependOnWhereTheStreamBegan() {
        try (BatchStream fromStart = data.training(0);
                BatchStream fromThird = data.training(2)) {
            fromStart.next();
            fromStart.next();
            Batch third = fromStart.next();

            assertThat(third.features()).isEqualTo(fromThird.next().features());
            assertThat(third.features().shape()).containsExactly(16, 16, 16, 1);
        }
    }

    @Test
    void anEvaluationHasEveryExampleOnce() {
        int seen = 0;
        try (BatchStream batches = data.evaluation(Split.TEST)) {
            while (batches.hasNext()) {
                seen += batches.next().size();
            }
        }

        assertThat(seen).isEqualTo(data.size(Split.TEST));
    }

    @Test
    void calibrationIsTheSameEveryTime() {
        try (BatchStream one = data.calibration(2);
                BatchStream two = data.calibration(2)) {
            assertThat(one.next().features()).isEqualTo(two.next().features());
        }
    }

    @Nested
    class Component implements ComponentContract<DataflowProvider> {
        @Override
        public DataflowProvider provider() {
            return new @CLASS@.Provider();
        }

        @Override
        public Class<DataflowProvider> service() {
            return DataflowProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(settings, 16, 7);
        }
    }
}
