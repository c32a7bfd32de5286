package org.osnas.tasks.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.EmbeddingHead;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainedCriterion;
import org.osnas.engine.internal.plan.CriterionPlan;

/** Embeddings of a few identities, and criteria on them. */
final class Embeddings {

    private Embeddings() {}

    static final double TOLERANCE = 1e-4;
    static final int SIZE = 4;
    static final int IDENTITIES = 3;
    static final float[] NUMBERS = {0, 0, 1, 2, 1, 0, 2, 1};

    static CriterionPlan plan(Criterion criterion, int size, int identities, long seed) {
        if (!(criterion instanceof TrainedCriterion trained)) {
            return new CriterionPlan(criterion);
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> first = new ArrayList<>();
        List<Weight> declared = trained.weights(Map.of("embedding", new Shape(1, 1, size)), identities);
        for (Weight weight : declared) {
            first.add(numbers(random, weight.length()));
        }
        return CriterionPlan.trained(trained, declared, first);
    }

    static float[] numbers(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static INDArray embeddings(long seed) {
        return Nd4j.create(
                numbers(new SplittableRandom(seed), NUMBERS.length * SIZE), new long[] {NUMBERS.length, SIZE});
    }

    static INDArray column(float... numbers) {
        return Nd4j.create(numbers, new long[] {numbers.length, 1}, 'c');
    }

    static Outputs outputs(INDArray x) {
        return Outputs.of(EmbeddingHead.EMBEDDING, x);
    }

    static void assertClose(String what, double exact, double measured) {
        assertThat(exact).as(what).isCloseTo(measured, within(4e-3 * Math.max(1, Math.abs(measured))));
    }

    static void assertSame(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - (double) expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        assertThat(Math.sqrt(difference / norm)).isLessThan(TOLERANCE);
    }
}
