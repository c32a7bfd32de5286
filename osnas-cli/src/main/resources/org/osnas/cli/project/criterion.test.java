package @PACKAGE@;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.CriterionProvider;
import org.osnas.core.plan.CriterionPlan;
import org.osnas.tck.ComponentContract;

class @CLASS@Test {

    private static final INDArray LABELS = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 0, 1}});

    @Test
    void theLossIsAsComputedByHand() {
        INDArray undecided = Nd4j.createFromArray(new float[][] {{1, 1, 1}, {0, 0, 0}});

        assertThat(loss(undecided)).isCloseTo(4 / 9.0 + 1 / 9.0 + 1 / 9.0, within(1e-6));
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        INDArray output = Nd4j.createFromArray(new float[][] {{0.3f, -1, 2}, {0.5f, 0.1f, -0.4f}});
        INDArray gradient = Nd4j.create(2, 3);
        new CriterionPlan(new @CLASS@(1)).lossAndGradient(output, LABELS, gradient);

        for (int i = 0; i < 6; i++) {
            INDArray up = output.dup();
            INDArray down = output.dup();
            up.putScalar(i, output.getDouble(i) + 1e-2);
            down.putScalar(i, output.getDouble(i) - 1e-2);
            assertThat(gradient.getDouble(i)).isCloseTo((loss(up) - loss(down)) / 2e-2, within(1e-3));
        }
    }

    private static double loss(INDArray output) {
        return new CriterionPlan(new @CLASS@(1)).lossAndGradient(output, LABELS, Nd4j.create(2, 3));
    }

    @Nested
    class Component implements ComponentContract<CriterionProvider> {
        @Override
        public CriterionProvider provider() {
            return new @CLASS@.Provider();
        }

        @Override
        public Class<CriterionProvider> service() {
            return CriterionProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(settings);
        }
    }
}
