package org.osnas.tck.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Outputs;

/**
 * The rules of {@link Criterion} as tests, for classification: one output, one-hot labels. To check a criterion, implement the
 * interface in a test class that returns it from {@link #criterion}.
 */
public interface CriterionContract {

    /** The criterion to check. */
    Criterion criterion();

    /** Finite for outputs as large as a diverging training has them. */
    @Test
    default void required_K01_lossIsAFiniteScalar() {
        for (double scale : new double[] {0, 1, 100}) {
            INDArray loss = Samples.loss(criterion(), Samples.ofScale(scale), Samples.labels());
            assertThat(loss.length()).as("elements of the loss").isEqualTo(1);
            assertThat(loss.getDouble(0)).as("outputs of scale %s", scale).isFinite();
        }
    }

    /** The gradient that training follows is that of the loss, by central differences. */
    @Test
    default void required_K02_gradientIsThatOfTheLoss() {
        INDArray output = Samples.ofScale(1);
        INDArray labels = Samples.labels();
        INDArray gradient = gradient(criterion(), output, labels);
        assertThat(gradient.shape()).containsExactly(output.shape());
        Samples.requireGradient(
                gradient, output, o -> Samples.loss(criterion(), o, labels).getDouble(0));
    }

    /** The mean over the batch: examples given twice count once. */
    @Test
    default void required_K03_lossIsTheMeanOverTheBatch() {
        INDArray output = Samples.ofScale(1);
        INDArray labels = Samples.labels();
        double once = Samples.loss(criterion(), output, labels).getDouble(0);
        double twice = Samples.loss(criterion(), Nd4j.concat(0, output, output), Nd4j.concat(0, labels, labels))
                .getDouble(0);
        assertThat(twice).isCloseTo(once, within(1e-5 * Math.max(1, Math.abs(once))));
    }

    /** A network that is right loses less than one that is wrong. */
    @Test
    default void required_K04_rightOutputsLoseLess() {
        INDArray labels = Samples.labels();
        double right = Samples.loss(criterion(), labels.mul(4), labels).getDouble(0);
        double wrong = Samples.loss(criterion(), labels.mul(-4), labels).getDouble(0);
        assertThat(right).isLessThan(wrong);
    }

    private static INDArray gradient(Criterion criterion, INDArray output, INDArray labels) {
        return new ReferenceCompiler()
                .compile(criterion)
                .lossAndGradients(Outputs.of(Samples.OUTPUT, output), labels)
                .gradients()
                .only();
    }
}
