package @PACKAGE@;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.Outputs;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.task.CriterionContract;
import org.osnas.tck.task.ReferenceCompiler;

class @CLASS@Test {

    private static final INDArray LABELS = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 0, 1}});

    @Test
    void theLossIsAsComputedByHand() {
        INDArray undecided = Nd4j.createFromArray(new float[][] {{1, 1, 1}, {0, 0, 0}});

        assertThat(loss(undecided)).isCloseTo(4 / 9.0 + 1 / 9.0 + 1 / 9.0, within(1e-6));
    }

    private static double loss(INDArray output) {
        return new ReferenceCompiler().compile(new @CLASS@(1)).loss(Outputs.of("logits", output), LABELS);
    }

    @Nested
    class Rules implements CriterionContract {
        @Override
        public Criterion criterion() {
            return new @CLASS@(1);
        }
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
