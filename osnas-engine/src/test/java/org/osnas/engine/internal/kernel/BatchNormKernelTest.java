package org.osnas.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.engine.internal.kernel.Data.assertClose;
import static org.osnas.engine.internal.kernel.Data.doubles;
import static org.osnas.engine.internal.kernel.Data.floats;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.spi.BadInputException;

class BatchNormKernelTest {

    private static final double EPSILON = 1e-5;

    record Size(int rows, int channels, FusedActivation act) {}

    static List<Size> sizes() {
        List<Size> sizes = new ArrayList<>();
        for (FusedActivation act : FusedActivation.values()) {
            for (int channels : new int[] {1, 3, 7, 16, 144, 1500}) {
                for (int rows : new int[] {1, 5, 257, 2311}) {
                    sizes.add(new Size(rows, channels, act));
                }
            }
        }
        return sizes;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5,3", "70000,1", "70001,3", "2311,7", "16384,16", "1600,144", "300,1500"})
    void statisticsMatchDoublePrecision(int rows, int channels) {
        FloatBuffer x = Data.normal("x", rows * channels, 0.3, 2);
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        BatchNormKernel.statistics(x, rows, channels, mean, variance);
        var reference = new BatchNormReference(rows, channels);
        assertClose(mean, reference.mean(doubles(x)), 1e-6);
        assertClose(variance, reference.variance(doubles(x)), 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"1000", "-30000", "1000000"})
    void varianceSurvivesLargeMeans(double large) {
        int rows = 20011;
        FloatBuffer x = Data.normal("x", rows * 7, large, 1);
        float[] mean = new float[7];
        float[] variance = new float[7];
        BatchNormKernel.statistics(x, rows, 7, mean, variance);
        var reference = new BatchNormReference(rows, 7);
        assertClose(mean, reference.mean(doubles(x)), 1e-6);
        assertClose(variance, reference.variance(doubles(x)), 1e-4);
    }

    @Test
    void varianceSurvivesAMeanThatChangesAlongTheRows() {
        int rows = 40000;
        FloatBuffer x = Data.normal("x", rows * 3, 0, 0.1);
        for (int i = 150; i < rows * 3; i++) {
            x.put(i, x.get(i) + 1000);
        }
        float[] mean = new float[3];
        float[] variance = new float[3];
        BatchNormKernel.statistics(x, rows, 3, mean, variance);
        assertClose(variance, new BatchNormReference(rows, 3).variance(doubles(x)), 1e-4);
    }

    @Test
    void varianceOfAConstantIsZero() {
        FloatBuffer x = Data.normal("x", 3000 * 5, 123.456, 0);
        float[] mean = new float[5];
        float[] variance = {1, 1, 1, 1, 1};
        BatchNormKernel.statistics(x, 3000, 5, mean, variance);
        for (int c = 0; c < 5; c++) {
            assertThat(mean[c]).isCloseTo(123.456f, within(1e-4f));
            assertThat(variance[c]).isBetween(0f, 1e-8f);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void forwardMatchesTheFormulaAlsoInPlace(Size size) {
        FloatBuffer x = Data.normal("x", size.rows * size.channels, 1, 4);
        float[] scale = floats("scale", size.channels, 1, 0.3);
        float[] shift = floats("shift", size.channels, 0, 1);
        double[] expected = new double[size.rows * size.channels];
        for (int i = 0; i < expected.length; i++) {
            int c = i % size.channels;
            expected[i] = BatchNormReference.act(size.act, (double) x.get(i) * scale[c] + shift[c]);
        }
        FloatBuffer y = Data.empty(expected.length);
        BatchNormKernel.forward(x, size.rows, size.channels, scale, shift, size.act, y);
        assertClose(y, expected, 1e-6);
        BatchNormKernel.forward(x, size.rows, size.channels, scale, shift, size.act, x);
        assertThat(floats(x)).isEqualTo(floats(y));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void backwardMatchesTheFormulaAlsoInPlace(Size size) {
        int count = size.rows * size.channels;
        FloatBuffer x = Data.normal("x", count, 3, 2);
        FloatBuffer gy = Data.normal("gy", count);
        float[] mean = floats("mean", size.channels, 3, 0.1);
        float[] invStd = floats("invStd", size.channels, 0.5, 0.02);
        float[] gamma = floats("gamma", size.channels, 2, 0.5);
        float[] beta = floats("beta", size.channels, 1, 1);
        double[][] expected = new BatchNormReference(size.rows, size.channels)
                .backward(
                        doubles(x),
                        doubles(gy),
                        doubles(mean),
                        doubles(invStd),
                        doubles(gamma),
                        doubles(beta),
                        size.act);
        FloatBuffer gx = Data.empty(count);
        float[] dGamma = floats("left over", size.channels, 0, 9);
        float[] dBeta = floats("left over", size.channels, 0, 9);
        BatchNormKernel.backward(
                x, gy, size.rows, size.channels, mean, invStd, gamma, beta, size.act, gx, dGamma, dBeta);
        assertClose(gx, expected[0], 2e-6);
        assertClose(dGamma, expected[1], 1e-5);
        assertClose(dBeta, expected[2], 1e-5);
        BatchNormKernel.backward(
                x, gy, size.rows, size.channels, mean, invStd, gamma, beta, size.act, gy, dGamma, dBeta);
        assertThat(floats(gy)).isEqualTo(floats(gx));
    }

    @ParameterizedTest
    @EnumSource(FusedActivation.class)
    void backwardAgreesWithFiniteDifferences(FusedActivation act) {
        int rows = 11;
        int channels = 3;
        var reference = new BatchNormReference(rows, channels);
        FloatBuffer x = Data.normal("x", rows * channels, 5, 2);
        FloatBuffer gy = Data.normal("gy", rows * channels);
        float[] gamma = {3, 1, -2};
        float[] beta = {2, 0.5f, 1};
        float[] mean = new float[channels];
        float[] invStd = new float[channels];
        BatchNormKernel.statistics(x, rows, channels, mean, invStd);
        for (int c = 0; c < channels; c++) {
            invStd[c] = (float) (1 / Math.sqrt(invStd[c] + EPSILON));
        }
        FloatBuffer gx = Data.empty(rows * channels);
        BatchNormKernel.backward(x, gy, rows, channels, mean, invStd, gamma, beta, act, gx, new float[3], new float[3]);
        double[] values = doubles(x);
        for (int i = 0; i < values.length; i++) {
            double h = 1e-5;
            double keep = values[i];
            values[i] = keep + h;
            double up = dot(reference.forward(values, doubles(gamma), doubles(beta), act, EPSILON), gy);
            values[i] = keep - h;
            double down = dot(reference.forward(values, doubles(gamma), doubles(beta), act, EPSILON), gy);
            values[i] = keep;
            assertThat((double) gx.get(i)).isCloseTo((up - down) / (2 * h), within(2e-5));
        }
    }

    private static double dot(double[] a, FloatBuffer b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b.get(i);
        }
        return sum;
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        int rows = 30011;
        int channels = 13;
        FloatBuffer x = Data.normal("x", rows * channels);
        FloatBuffer gy = Data.normal("gy", rows * channels);
        float[] ones = floats("ones", channels, 1, 0);
        float[] zeros = new float[channels];
        Data.assertSameForAnyThreads(() -> {
            float[] result = new float[4 * channels + 16];
            float[] mean = new float[channels];
            float[] variance = new float[channels];
            float[] dGamma = new float[channels];
            float[] dBeta = new float[channels];
            FloatBuffer gx = Data.empty(rows * channels);
            BatchNormKernel.statistics(x, rows, channels, mean, variance);
            BatchNormKernel.backward(
                    x, gy, rows, channels, mean, variance, ones, zeros, FusedActivation.RELU6, gx, dGamma, dBeta);
            System.arraycopy(mean, 0, result, 0, channels);
            System.arraycopy(variance, 0, result, channels, channels);
            System.arraycopy(dGamma, 0, result, 2 * channels, channels);
            System.arraycopy(dBeta, 0, result, 3 * channels, channels);
            gx.get(rows * channels - 16, result, 4 * channels, 16);
            return result;
        });
    }

    @Test
    void refusesBuffersThatAreTooSmall() {
        FloatBuffer x = Data.empty(11);
        assertThatThrownBy(() -> BatchNormKernel.statistics(x, 4, 3, new float[3], new float[3]))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("12 floats, got one of 11");
        assertThatThrownBy(() -> BatchNormKernel.statistics(x, 3, 3, new float[2], new float[3]))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3 channels");
    }
}
