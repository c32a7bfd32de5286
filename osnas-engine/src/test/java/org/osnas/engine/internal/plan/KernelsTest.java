package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;
import org.osnas.engine.internal.kernel.FusedActivation;
import org.osnas.engine.internal.kernel.MomentumStep;

/**
 * ND4J's operations against the kernels of the CPU, which are held to formulas in double precision by the tests of
 * their package.
 */
class KernelsTest {

    /** Images of a batch. */
    record Size(int batch, int height, int width, int channels) {
        long[] shape() {
            return new long[] {batch, height, width, channels};
        }

        int length() {
            return batch * height * width * channels;
        }
    }

    static List<Size> sizes() {
        return List.of(
                new Size(1, 1, 1, 6),
                new Size(2, 1, 1, 12),
                new Size(3, 5, 7, 6),
                new Size(2, 3, 1, 1500),
                new Size(5, 33, 31, 18));
    }

    /** One implementation and what it was given; both are given the same. */
    private static final class Side {
        private final Kernels kernels;
        private final SplittableRandom random = new SplittableRandom(7);
        private final List<float[]> results = new ArrayList<>();

        Side(Kernels kernels) {
            this.kernels = kernels;
        }

        float[] numbers(int count, double mean, double deviation) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (mean + deviation * random.nextGaussian());
            }
            return values;
        }

        Tensor tensor(long... shape) {
            Tensor tensor = kernels.allocate(shape);
            tensor.write(numbers(tensor.length(), 0.5, 4));
            return tensor;
        }

        Tensor copy(Tensor tensor) {
            Tensor copy = kernels.allocate(tensor.shape());
            kernels.copy(tensor, copy);
            return copy;
        }

        void result(Tensor tensor) {
            results.add(tensor.toArray());
        }

        void result(float... values) {
            results.add(values);
        }
    }

    private interface Work {
        void with(Side side);
    }

    private static void same(Work work) {
        Side cpu = new Side(Kernels.cpu());
        Side nd4j = new Side(Kernels.nd4j());
        work.with(cpu);
        work.with(nd4j);
        assertThat(nd4j.results).hasSameSizeAs(cpu.results).isNotEmpty();
        for (int r = 0; r < cpu.results.size(); r++) {
            assertClose(r, nd4j.results.get(r), cpu.results.get(r));
        }
    }

    private static void assertClose(int result, float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float scale = 1e-6f;
        for (float e : expected) {
            scale = Math.max(scale, Math.abs(e));
        }
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("result %d, element %d", result, i).isCloseTo(expected[i], within(1e-5f * scale));
        }
    }

    /** A result into another tensor and, the same, in place of the argument. */
    private static void both(Side side, Tensor argument, BiConsumer<Tensor, Tensor> work) {
        Tensor from = side.copy(argument);
        Tensor to = side.tensor(argument.shape());
        work.accept(from, to);
        side.result(to);
        work.accept(from, from);
        assertThat(from.toArray()).isEqualTo(to.toArray());
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void arithmetic(Size size) {
        same(side -> {
            Kernels kernels = side.kernels;
            Tensor a = side.tensor(size.shape());
            Tensor b = side.tensor(size.shape());
            side.result((float) kernels.dot(a, a));
            both(side, a, (x, y) -> kernels.affine(x, -1.5f, 0.25f, y));
            both(side, a, (x, y) -> kernels.add(x, b, y));
            kernels.add(a, b, a);
            kernels.axpy(0.75f, b, a);
            kernels.axpy(0.5f, b, b);
            side.result(a);
            side.result(b);
            Tensor flat = side.tensor(size.length());
            kernels.copy(a, flat);
            side.result(flat);
            Tensor momentum = side.tensor(size.shape());
            OptimizerSteps steps = kernels.optimizer();
            steps.sgd(a, b, momentum, 0, size.length(), new MomentumStep(0.1f, 0.9f, 0.01f, 0.25f));
            int half = size.length() / 2;
            steps.sgd(a, b, momentum, half, size.length() - half, new MomentumStep(0.1f, 0.9f, 0f, 0.25f));
            side.result(a);
            side.result(b);
            side.result(momentum);
        });
    }

    @ParameterizedTest
    @EnumSource(Nonlinearity.class)
    void activations(Nonlinearity function) {
        for (Size size : sizes()) {
            same(side -> {
                Tensor x = side.tensor(size.shape());
                Tensor y = side.tensor(size.shape());
                Tensor gy = side.tensor(size.shape());
                both(side, x, (from, to) -> side.kernels.activate(function, from, to));
                side.kernels.activate(function, x, y);
                both(side, gy, (g, gx) -> side.kernels.activateBackward(function, x, y, g, gx));
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Nonlinearity.class)
    void activationsAtTheirCorners(Nonlinearity function) {
        same(side -> {
            Tensor x = side.tensor(6);
            x.write(new float[] {-4, 0, -0f, 1e-20f, 6, 1e9f});
            Tensor y = side.tensor(6);
            Tensor gy = side.tensor(6);
            side.kernels.activate(function, x, y);
            side.kernels.activateBackward(function, x, y, gy, gy);
            side.result(y.toArray()[1], y.toArray()[3], y.toArray()[4]);
            side.result(gy);
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void channels(Size size) {
        int c = size.channels();
        same(side -> {
            Kernels kernels = side.kernels;
            Tensor x = side.tensor(size.shape());
            float[] slope = side.numbers(c, 0.25, 0.1);
            float[] dSlope = side.numbers(c, 0, 9);
            Tensor gy = side.tensor(size.shape());
            both(side, gy, (g, gx) -> kernels.preluBackward(x, g, slope, gx, dSlope));
            side.result(dSlope);
            both(side, x, (from, y) -> kernels.prelu(from, slope, y));
            Tensor bias = side.tensor(c);
            both(side, x, (from, y) -> kernels.addBias(from, bias, y));
            kernels.biasGradient(gy, bias);
            side.result(bias);
            for (int channels : new int[] {c, 1}) {
                Tensor means = side.tensor(size.batch(), channels);
                kernels.mean(x, channels, means);
                side.result(means);
                kernels.meanBackward(means, channels, gy);
                side.result(gy);
            }
            Tensor factors = side.tensor(size.batch(), 1, 1, c);
            Tensor factorGradient = side.tensor(size.batch(), 1, 1, c);
            both(side, gy, (g, gx) -> kernels.scaleBackward(x, factors, g, gx, factorGradient));
            side.result(factorGradient);
            both(side, x, (from, y) -> kernels.scale(from, factors, y));
            for (int groups : new int[] {1, 2, 3, c}) {
                both(side, x, (from, y) -> kernels.shuffle(from, groups, y));
            }
            both(side, x, (from, y) -> kernels.unitRows(from, 1e-12, y));
            both(side, gy, (g, gx) -> kernels.unitRowsBackward(x, g, 1e-12, gx));
            both(side, gy, (g, gx) -> kernels.unitRowsBackward(x, g, 1e3, gx));
            Tensor part = side.tensor(size.batch(), size.height(), size.width(), 2);
            kernels.slice(x, c - 3, c - 1, part);
            side.result(part);
            kernels.place(part, 1, 3, x);
            side.result(x);
        });
    }

    @ParameterizedTest
    @EnumSource(FusedActivation.class)
    void normalisation(FusedActivation act) {
        for (Size size : sizes()) {
            int c = size.channels();
            same(side -> {
                Kernels kernels = side.kernels;
                Tensor x = side.tensor(size.shape());
                Tensor gy = side.tensor(size.shape());
                float[] mean = new float[c];
                float[] variance = new float[c];
                kernels.statistics(x, mean, variance);
                side.result(mean);
                side.result(variance);
                // Corners of an activation would make a difference of rounding one of gradients.
                float[] given = side.numbers(c, 0.5, 0.1);
                float[] invStd = side.numbers(c, 0.25, 0.02);
                float[] gamma = side.numbers(c, 2, 0.5);
                float[] beta = side.numbers(c, 1, 1);
                float[] dGamma = new float[c];
                float[] dBeta = new float[c];
                both(
                        side,
                        gy,
                        (g, gx) -> kernels.normaliseBackward(x, g, given, invStd, gamma, beta, act, gx, dGamma, dBeta));
                side.result(dGamma);
                side.result(dBeta);
                both(side, x, (from, y) -> kernels.normalise(from, gamma, beta, act, y));
            });
        }
    }

    @Test
    void varianceSurvivesALargeMean() {
        same(side -> {
            Tensor x = side.tensor(3, 31, 29, 5);
            x.write(side.numbers(x.length(), 3000, 1));
            float[] mean = new float[5];
            float[] variance = new float[5];
            side.kernels.statistics(x, mean, variance);
            side.result(mean);
            for (float v : variance) {
                assertThat(v).isBetween(0.9f, 1.1f);
            }
        });
    }

    @Test
    void onlyTheKernelsOfTheCpuSeeTheMemory() {
        Tensor opaque = Kernels.nd4j().allocate(2, 3);
        assertThatThrownBy(opaque::buffer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[2, 3] has no buffer");
        assertThatThrownBy(() -> opaque.address(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Kernels.cpu().add(opaque, opaque, opaque)).isInstanceOf(IllegalStateException.class);
        for (Tensor part : Kernels.nd4j().allocate(4, 2).parts(2)) {
            assertThatThrownBy(part::buffer).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void copiesOfPartsOfAnArrayAreThoseOfThePart() {
        var whole = Nd4j.createFromArray(new float[] {1, 2, 3, 4, 5, 6}).reshape(3, 2);
        for (Kernels kernels : List.of(Kernels.cpu(), Kernels.nd4j())) {
            Tensor last = kernels.wrap(whole.getRows(1, 2)).parts(2)[1];
            assertThat(last.toArray()).containsExactly(5, 6);
            last.write(new float[] {7, 8});
            assertThat(last.array().toFloatVector()).containsExactly(7, 8);
        }
    }

    @Test
    void theBackendChoosesUnlessAPropertyDoes() {
        assertThat(KernelChoice.choose("", true)).isSameAs(Kernels.cpu());
        assertThat(KernelChoice.choose("", false)).isSameAs(Kernels.nd4j());
        assertThat(KernelChoice.choose("nd4j", true)).isSameAs(Kernels.nd4j());
        assertThat(KernelChoice.choose("CPU", true)).isSameAs(Kernels.cpu());
        assertThatThrownBy(() -> KernelChoice.choose("cpu", false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Leave the property out");
        assertThatThrownBy(() -> KernelChoice.choose("gpu", true))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("osnas.kernels is 'gpu'; it may be cpu");
    }
}
