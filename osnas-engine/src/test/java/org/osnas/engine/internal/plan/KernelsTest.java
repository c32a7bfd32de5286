package org.osnas.engine.internal.plan;

import static org.osnas.engine.internal.plan.BothKernels.both;
import static org.osnas.engine.internal.plan.BothKernels.same;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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
            steps.average(a, momentum, 0.125f);
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
}
