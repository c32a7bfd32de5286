package org.osnas.tasks.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.Divergence;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.tasks.internal.SoftTargets;

class SoftTargetsTest {

    private static final int BATCH = 5;
    private static final int CLASSES = 4;
    private static final double UNBOUNDED = 1e300;

    private static float[] outputs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[BATCH * CLASSES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1.5 * random.nextGaussian());
        }
        return values;
    }

    private static INDArray array(float[] values) {
        return Nd4j.createFromArray(values).reshape(BATCH, CLASSES);
    }

    private static Outputs teacher(float[] values) {
        return Outputs.of("logits", array(values));
    }

    private record Result(double loss, float[] gradient) {}

    private static Result of(float[] student, float[] teacher, Divergence divergence) {
        INDArray gradient = Nd4j.zeros(BATCH, CLASSES);
        double loss = SoftTargets.lossAndGradient(array(student), array(teacher), divergence, gradient);
        return new Result(loss, gradient.data().asFloat());
    }

    private static double[] softmax(float[] outputs, int example) {
        double[] p = new double[CLASSES];
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            p[c] = Math.exp(outputs[example * CLASSES + c]);
            sum += p[c];
        }
        for (int c = 0; c < CLASSES; c++) {
            p[c] /= sum;
        }
        return p;
    }

    /** Mean of a function of (q, p) over the batch. */
    private static double mean(float[] student, float[] teacher, ToDoubleFunction<double[][]> one) {
        double sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += one.applyAsDouble(new double[][] {softmax(student, i), softmax(teacher, i)});
        }
        return sum / BATCH;
    }

    private static double alphaDivergence(double alpha, double[] q, double[] p) {
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            sum += q[c] * (Math.pow(p[c] / q[c], alpha) - 1);
        }
        return sum / alpha / (alpha - 1);
    }

    private static double kl(double[] q, double[] p) {
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            sum += p[c] * Math.log(p[c] / q[c]);
        }
        return sum;
    }

    @Test
    void klIsTheDivergenceFromTheTeacherAndItsGradientQMinusP() {
        float[] student = outputs(1);
        float[] teacher = outputs(2);
        Result result = of(student, teacher, new Divergence.KullbackLeibler());
        assertThat(result.loss()).isCloseTo(mean(student, teacher, qp -> kl(qp[0], qp[1])), within(1e-6));
        for (int i = 0; i < BATCH; i++) {
            for (int c = 0; c < CLASSES; c++) {
                double expected = (softmax(student, i)[c] - softmax(teacher, i)[c]) / BATCH;
                assertThat((double) result.gradient()[i * CLASSES + c]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "2, 2", "0.5, 0.5", "1, 1", "0, 0", "-1, 1", "-2, 0.5"})
    void gradientsFollowFiniteDifferencesWhereNothingIsClipped(double min, double max) {
        Divergence divergence = new Divergence.AdaptiveAlpha(min, max, UNBOUNDED);
        float[] student = outputs(3);
        float[] teacher = outputs(4);
        float[] gradient = of(student, teacher, divergence).gradient();
        for (int i = 0; i < student.length; i++) {
            float[] more = student.clone();
            float[] less = student.clone();
            more[i] += 1e-2f;
            less[i] -= 1e-2f;
            double difference = (of(more, teacher, divergence).loss()
                            - of(less, teacher, divergence).loss())
                    / (more[i] - less[i]);
            assertThat((double) gradient[i])
                    .as("output %d", i)
                    .isCloseTo(difference, within(1e-3 * Math.max(0.1, Math.abs(difference))));
        }
    }

    @Test
    void theLargerDivergenceOfEachExampleCounts() {
        float[] student = outputs(5);
        float[] teacher = outputs(6);
        double loss = of(student, teacher, new Divergence.AdaptiveAlpha(-1, 1, UNBOUNDED))
                .loss();
        double larger = mean(student, teacher, qp -> Math.max(alphaDivergence(-1, qp[0], qp[1]), kl(qp[0], qp[1])));
        assertThat(loss).isCloseTo(larger, within(1e-5 * larger));
        assertThat(larger)
                .isGreaterThan(mean(student, teacher, qp -> kl(qp[0], qp[1])))
                .isGreaterThan(mean(student, teacher, qp -> alphaDivergence(-1, qp[0], qp[1])));
    }

    @Test
    void clippedImportanceBoundsTheGradient() {
        float[] student = outputs(7);
        float[] teacher = outputs(8);
        double alpha = -1;
        double clip = 1.2;
        float[] gradient = of(student, teacher, new Divergence.AdaptiveAlpha(alpha, alpha, clip))
                .gradient();
        int clipped = 0;
        for (int i = 0; i < BATCH; i++) {
            double[] q = softmax(student, i);
            double[] p = softmax(teacher, i);
            // -sum_j w_j grad log q_j with constant w = q min((p/q)^alpha, clip) / alpha.
            double[] w = new double[CLASSES];
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                double importance = Math.pow(p[c] / q[c], alpha);
                clipped += importance > clip ? 1 : 0;
                w[c] = q[c] * Math.min(importance, clip) / alpha;
                sum += w[c];
            }
            for (int c = 0; c < CLASSES; c++) {
                assertThat((double) gradient[i * CLASSES + c]).isCloseTo((q[c] * sum - w[c]) / BATCH, within(1e-6));
            }
        }
        assertThat(clipped).isBetween(1, BATCH * CLASSES - 1);
    }

    @Test
    void noDivergenceFromItself() {
        float[] outputs = outputs(9);
        for (Divergence divergence :
                new Divergence[] {new Divergence.KullbackLeibler(), new Divergence.AdaptiveAlpha(-1, 1, 5)}) {
            Result result = of(outputs, outputs, divergence);
            assertThat(result.loss()).isCloseTo(0, within(1e-9));
            for (float g : result.gradient()) {
                assertThat((double) g).isCloseTo(0, within(1e-7));
            }
        }
    }

    @Test
    void extremeOutputsStayFinite() {
        float[] student = outputs(10);
        float[] teacher = outputs(11);
        student[0] = 500;
        teacher[1] = 500;
        Result result = of(student, teacher, new Divergence.AdaptiveAlpha(-1, 1, 5));
        assertThat(result.loss()).isFinite();
        for (float g : result.gradient()) {
            assertThat(g).isFinite();
        }
    }

    @Test
    void theAgentGoesBackOnceAlongTheStudent() {
        Distils agent = new ImageClassification().agent(new CriterionPlans());
        SoftmaxModel student = new SoftmaxModel(3, CLASSES);
        INDArray inputs = Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 1f, 1f, 1f, 0f, 1f, 2f)
                .reshape(BATCH, 1, 1, 3);
        try (Batch batch = new Batch(inputs, Nd4j.zeros(BATCH, CLASSES))) {
            double first = agent.distil(student, batch, teacher(outputs(12)), new Divergence.KullbackLeibler());
            student.update(0.05);
            double second = agent.distil(student, batch, teacher(outputs(12)), new Divergence.KullbackLeibler());
            assertThat(second).isLessThan(first);
            assertThat(student.backwardCalls).isEqualTo(2);
            float[] broken = outputs(12);
            broken[0] = Float.NaN;
            assertThat(agent.distil(student, batch, teacher(broken), new Divergence.KullbackLeibler()))
                    .isNaN();
            assertThat(student.backwardCalls).isEqualTo(2);
        }
    }
}
