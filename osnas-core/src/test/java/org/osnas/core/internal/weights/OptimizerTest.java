package org.osnas.core.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.space.Weight;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.engine.optim.OptimizerConfig.Decayed;
import org.osnas.engine.optim.OptimizerConfig.Rule;

/** Steps of each rule, by both implementations of kernels, against recorded values and formulas in double. */
class OptimizerTest {

    private static final int KERNEL = 5;
    private static final int LENGTH = 7;

    static Stream<Arguments> rules() {
        return Stream.of(Rule.values())
                .flatMap(rule -> Stream.of(Kernels.cpu(), Kernels.nd4j()).map(kernels -> Arguments.of(kernels, rule)));
    }

    private static Kernels kernels(String name) {
        return name.equals("cpu") ? Kernels.cpu() : Kernels.nd4j();
    }

    private static Tensor tensor(Kernels kernels, float[] values) {
        Tensor tensor = kernels.allocate(values.length);
        tensor.write(values);
        return tensor;
    }

    @ParameterizedTest
    @CsvSource({"cpu, adam", "cpu, adam_wd", "nd4j, adam", "nd4j, adam_wd"})
    void adamEqualsTheRecordedValues(String name, String file) {
        Kernels kernels = kernels(name);
        JsonNode golden = GoldenFiles.read(Path.of("src/test/resources/golden/optim", file + ".json"));
        float[] first = GoldenFiles.data(golden.get("initial"));
        OptimizerConfig config = new OptimizerConfig(
                golden.at("/cfg/beta").asDouble(), golden.at("/cfg/wd").asDouble(), 1, Decayed.ALL, Rule.ADAM);
        TrainedVector vector = new TrainedVector(
                kernels, tensor(kernels, first), List.of(new Weight("w", List.of(first.length), Weight.Role.DENSE)));
        int steps = 0;
        for (JsonNode step : golden.get("steps")) {
            Tensor gradient = tensor(kernels, GoldenFiles.data(step.get("grad")));
            vector.step(config, step.get("lr").asDouble(), gradient, 1);
            float[] expected = GoldenFiles.data(step.get("param"));
            assertThat(vector.weights().toArray()).as("step %d", steps).containsExactly(expected, within(2e-6f));
            steps++;
        }
        assertThat(steps).isGreaterThan(3);
        assertThat(vector.states()).hasSize(2);
    }

    /** A kernel, which decays, and a bias, which does not; gradients are scaled as by clipping. */
    @ParameterizedTest
    @MethodSource("rules")
    void stepsAreThoseOfTheFormula(Kernels kernels, Rule rule) {
        SplittableRandom random = new SplittableRandom(4);
        float[] values = numbers(random);
        OptimizerConfig config = new OptimizerConfig(0.8, 0.1, 1, Decayed.KERNELS, rule);
        TrainedVector vector = new TrainedVector(
                kernels,
                tensor(kernels, values),
                List.of(
                        new Weight("kernel", List.of(KERNEL), Weight.Role.KERNEL),
                        new Weight("bias", List.of(LENGTH - KERNEL), Weight.Role.BIAS)));
        double[] w = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            w[i] = values[i];
        }
        double[] m = new double[LENGTH];
        double[] v = new double[LENGTH];
        for (int t = 1; t <= 5; t++) {
            float[] gradient = numbers(random);
            double rate = 0.05 / t;
            vector.step(config, rate, tensor(kernels, gradient), 0.5);
            for (int i = 0; i < LENGTH; i++) {
                expect(rule, w, m, v, i, 0.5 * gradient[i], i < KERNEL ? 0.1 : 0, rate, t);
            }
        }
        float[] actual = vector.weights().toArray();
        for (int i = 0; i < LENGTH; i++) {
            assertThat((double) actual[i]).as("%s, weight %d", rule, i).isCloseTo(w[i], within(2e-6));
        }
        assertThat(vector.updates()).isEqualTo(5);
    }

    private static void expect(
            Rule rule, double[] w, double[] m, double[] v, int i, double scaled, double decay, double rate, int t) {
        double mu = 0.8;
        double g = rule == Rule.ADAMW ? scaled : scaled + decay * w[i];
        double b = rule == Rule.RMSPROP ? 0.99 : 0.999;
        v[i] = b * v[i] + (1 - b) * g * g;
        switch (rule) {
            case SGD -> {
                m[i] = mu * m[i] + g;
                w[i] -= rate * m[i];
            }
            case NESTEROV -> {
                m[i] = mu * m[i] + g;
                w[i] -= rate * (g + mu * m[i]);
            }
            case RMSPROP -> {
                m[i] = mu * m[i] + g / (Math.sqrt(v[i]) + 1e-8);
                w[i] -= rate * m[i];
            }
            case ADAM, ADAMW -> {
                w[i] *= rule == Rule.ADAMW ? 1 - rate * decay : 1;
                m[i] = mu * m[i] + (1 - mu) * g;
                double corrected = m[i] / (1 - Math.pow(mu, t));
                w[i] -= rate * corrected / (Math.sqrt(v[i] / (1 - Math.pow(b, t))) + 1e-8);
            }
        }
    }

    /** The mean of all weights so far, each counted decay times as much as the next: nothing is drawn to zero. */
    @ParameterizedTest
    @MethodSource("rules")
    void theMovingAverageIsThatOfTheFormula(Kernels kernels, Rule rule) {
        SplittableRandom random = new SplittableRandom(4);
        TrainedVector vector = new TrainedVector(
                kernels,
                tensor(kernels, numbers(random)),
                List.of(new Weight("kernel", List.of(LENGTH), Weight.Role.KERNEL)));
        OptimizerConfig config = new OptimizerConfig(0.8, 0, 1, Decayed.ALL, rule).averaging(0.75);
        assertThat(vector.average()).isEmpty();
        double[] sum = new double[LENGTH];
        double shares = 0;
        for (int t = 1; t <= 6; t++) {
            vector.step(config, 0.1, tensor(kernels, numbers(random)), 1);
            shares = 0.75 * shares + 1;
            float[] average = vector.average().orElseThrow().toArray();
            for (int i = 0; i < LENGTH; i++) {
                sum[i] = 0.75 * sum[i] + vector.weights().toArray()[i];
                assertThat((double) average[i]).isCloseTo(sum[i] / shares, within(2e-6));
            }
        }
        assertThat(vector.average().orElseThrow().toArray())
                .isNotEqualTo(vector.weights().toArray());
        assertThat(vector.states()).as("what the rule remembers").hasSize(rule.states());
    }

    private static float[] numbers(SplittableRandom random) {
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
