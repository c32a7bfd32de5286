package org.osnas.tasks.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Criterion;
import org.osnas.tasks.criterion.CrossEntropy;
import org.osnas.tasks.criterion.FocalLoss;

class CompiledLossTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.7})
    void theDirectComputationEqualsSameDiff(double smoothing) {
        Criterion criterion = new CrossEntropy(smoothing);
        SplittableRandom random = new SplittableRandom(5);
        int batch = 9;
        int classes = 7;
        INDArray output = Nd4j.zeros(batch, classes);
        INDArray labels = Nd4j.zeros(batch, classes);
        for (int i = 0; i < batch; i++) {
            labels.putScalar(i, random.nextInt(classes), 1);
            for (int c = 0; c < classes; c++) {
                output.putScalar(i, c, 8 * random.nextGaussian());
            }
        }
        INDArray expected = Nd4j.zeros(batch, classes);
        INDArray actual = Nd4j.zeros(batch, classes);
        double expectedLoss = new SameDiffLoss(criterion).lossAndGradient(output, labels, expected);
        CompiledLoss compiled = new CompiledLoss(criterion);
        double loss = compiled.lossAndGradient(output, labels, actual);
        assertThat(compiled.compiled(classes)).isInstanceOf(SoftmaxCrossEntropyLoss.class);
        assertThat(loss).isCloseTo(expectedLoss, within(1e-5 * expectedLoss));
        assertThat(compiled.loss(output, labels)).isEqualTo(loss);
        assertThat(actual.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-6);
    }

    @Test
    void otherCriteriaRunBySameDiff() {
        assertThat(new CompiledLoss(new FocalLoss(1, 2)).compiled(4)).isInstanceOf(SameDiffLoss.class);
        Criterion scaled = (graph, output, labels) ->
                new CrossEntropy(0).loss(graph, output, labels).mul(2);
        assertThat(new CompiledLoss(scaled).compiled(4)).isInstanceOf(SameDiffLoss.class);
    }
}
