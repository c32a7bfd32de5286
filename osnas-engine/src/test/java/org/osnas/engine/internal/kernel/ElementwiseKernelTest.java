package org.osnas.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.engine.internal.kernel.Data.assertClose;
import static org.osnas.engine.internal.kernel.Data.floats;

import java.nio.FloatBuffer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseKernelTest {

    private interface Unary {
        void run(FloatBuffer x, FloatBuffer y, int size);
    }

    private interface Gradient {
        void run(FloatBuffer saved, FloatBuffer gy, FloatBuffer gx, int size);
    }

    private static void check(Unary kernel, int size, DoubleUnaryOperator formula) {
        FloatBuffer x = Data.normal("x", size + 3, 1, 4);
        FloatBuffer y = Data.normal("y", size + 3);
        float[] after = {y.get(size), y.get(size + 1), y.get(size + 2)};
        kernel.run(x, y, size);
        double[] expected = new double[size];
        for (int i = 0; i < size; i++) {
            expected[i] = formula.applyAsDouble(x.get(i));
        }
        assertClose(y.slice(0, size), expected, 1e-6);
        assertThat(new float[] {y.get(size), y.get(size + 1), y.get(size + 2)}).isEqualTo(after);
        kernel.run(x, x, size);
        assertThat(floats(x.slice(0, size))).isEqualTo(floats(y.slice(0, size)));
    }

    private static void check(Gradient kernel, int size, FloatBuffer saved, DoubleBinaryOperator formula) {
        FloatBuffer gy = Data.normal("gy", size);
        double[] expected = new double[size];
        for (int i = 0; i < size; i++) {
            expected[i] = formula.applyAsDouble(saved.get(i), gy.get(i));
        }
        FloatBuffer gx = Data.empty(size);
        kernel.run(saved, gy, gx, size);
        assertClose(gx, expected, 1e-6);
        kernel.run(saved, gy, gy, size);
        assertThat(floats(gy)).isEqualTo(floats(gx));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 767, 768, 2311, 300_001})
    void arithmeticMatchesTheFormulas(int size) {
        FloatBuffer b = Data.normal("b", size + 3);
        check((x, y, n) -> ElementwiseKernel.affine(x, 1.5f, 0.25f, y, n), size, x -> 1.5 * x + 0.25);
        FloatBuffer a = Data.normal("a", size + 3);
        double[] sums = new double[size + 3];
        double[] into = new double[size + 3];
        double dot = 0;
        for (int i = 0; i < size; i++) {
            sums[i] = (double) a.get(i) + b.get(i);
            into[i] = sums[i] - 0.75 * b.get(i);
            dot += (double) a.get(i) * b.get(i);
        }
        assertThat(ElementwiseKernel.dot(a, b, size)).isCloseTo(dot, within(1e-9 * size));
        FloatBuffer y = Data.empty(size + 3);
        ElementwiseKernel.add(a, b, y, size);
        assertClose(y, sums, 1e-6);
        for (int i = size; i < size + 3; i++) {
            into[i] = a.get(i);
        }
        ElementwiseKernel.add(a, b, a, size);
        ElementwiseKernel.axpy(-0.75f, b, a, size);
        assertClose(a, into, 1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 767, 768, 2311, 300_001})
    void activationsMatchTheFormulas(int size) {
        check(ElementwiseKernel::relu, size, x -> Math.max(0, x));
        check(ElementwiseKernel::relu6, size, x -> Math.min(6, Math.max(0, x)));
        check(ElementwiseKernel::hSwish, size, x -> x * Math.min(6, Math.max(0, x + 3)) / 6);
        check(ElementwiseKernel::sigmoid, size, x -> 1 / (1 + Math.exp(-x)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 767, 768, 2311, 300_001})
    void gradientsMatchTheFormulas(int size) {
        FloatBuffer x = Data.normal("x", size, 1, 4);
        FloatBuffer y = Data.empty(size);
        ElementwiseKernel.relu6(x, y, size);
        check(ElementwiseKernel::relu6Backward, size, y, (o, g) -> o > 0 && o < 6 ? g : 0);
        check(ElementwiseKernel::reluBackward, size, y, (o, g) -> o > 0 ? g : 0);
        check(ElementwiseKernel::hSwishBackward, size, x, (i, g) -> {
            double h = 1e-6;
            double up = (i + h) * Math.min(6, Math.max(0, i + h + 3)) / 6;
            double down = (i - h) * Math.min(6, Math.max(0, i - h + 3)) / 6;
            return g * (up - down) / (2 * h);
        });
        ElementwiseKernel.sigmoid(x, y, size);
        check(ElementwiseKernel::sigmoidBackward, size, y, (o, g) -> g * o * (1 - o));
    }

    @Test
    void activationsAreExactAtTheirCorners() {
        FloatBuffer x = Data.of(-3, 0, 1e-20f, 3, 6, 1e9f, Float.NaN);
        FloatBuffer y = Data.empty(7);
        ElementwiseKernel.relu6(x, y, 7);
        assertThat(floats(y)).containsExactly(0, 0, 1e-20f, 3, 6, 6, Float.NaN);
        FloatBuffer ones = Data.of(1, 1, 1, 1, 1, 1, 1);
        ElementwiseKernel.relu6Backward(y, ones, ones, 7);
        assertThat(floats(ones)).containsExactly(0, 0, 1, 1, 0, 0, Float.NaN);
        ElementwiseKernel.hSwish(x, y, 7);
        assertThat(y.get(0)).isZero();
        assertThat(y.get(3)).isCloseTo(3, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5,3", "2311,7", "257,144", "70001,5", "3,1500"})
    void preluMatchesTheFormulas(int rows, int channels) {
        FloatBuffer x = Data.normal("x", rows * channels);
        FloatBuffer gy = Data.normal("gy", rows * channels);
        float[] slope = floats("slope", channels, 0.25, 0.1);
        double[] y = new double[rows * channels];
        double[] gx = new double[rows * channels];
        double[] gSlope = new double[channels];
        for (int i = 0; i < y.length; i++) {
            int c = i % channels;
            boolean positive = x.get(i) > 0;
            y[i] = positive ? x.get(i) : (double) slope[c] * x.get(i);
            gx[i] = positive ? gy.get(i) : (double) slope[c] * gy.get(i);
            gSlope[c] += positive ? 0 : (double) gy.get(i) * x.get(i);
        }
        float[] actualSlope = floats("left over", channels, 0, 9);
        ElementwiseKernel.preluBackward(x, gy, rows, channels, slope, gy, actualSlope);
        assertClose(gy, gx, 1e-6);
        assertClose(actualSlope, gSlope, 1e-5);
        ElementwiseKernel.prelu(x, rows, channels, slope, x);
        assertClose(x, y, 1e-6);
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        int size = 500_003;
        FloatBuffer a = Data.normal("a", size);
        FloatBuffer b = Data.normal("b", size);
        Data.assertSameForAnyThreads(() -> {
            float[] gSlope = new float[1];
            ElementwiseKernel.preluBackward(a, b, size, 1, new float[] {0.1f}, Data.empty(size), gSlope);
            double dot = ElementwiseKernel.dot(a, b, size);
            return new float[] {(float) dot, (float) (dot - (float) dot), gSlope[0]};
        });
    }
}
