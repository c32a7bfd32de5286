package org.osnas.core.kernel;

import static org.osnas.core.kernel.Data.assertClose;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.random.Seeds;

class PoolKernelTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,49,7", "2,5000,3", "37,64,144", "2,1,1500", "5,70001,1"})
    void globalAverageMatchesTheFormula(int n, int area, int c) {
        FloatBuffer x = Data.normal("x", n * area * c, 2, 1);
        FloatBuffer gy = Data.normal("gy", n * c);
        double[] y = new double[n * c];
        double[] gx = new double[n * area * c];
        for (int i = 0; i < gx.length; i++) {
            int out = i / (area * c) * c + i % c;
            y[out] += (double) x.get(i) / area;
            gx[i] = (double) gy.get(out) / area;
        }
        FloatBuffer actual = Data.empty(n * c);
        PoolKernel.globalAverage(x, n, area, c, actual);
        assertClose(actual, y, 1e-6);
        PoolKernel.globalAverageBackward(gy, n, area, c, x);
        assertClose(x, gx, 1e-6);
    }

    @Test
    void windowsMatchTheDefinitionOnRandomShapes() {
        var random = Seeds.generator(5, "pool", 0);
        for (int i = 0; i < 120; i++) {
            check(
                    random.nextInt(1, 5),
                    random.nextInt(1, 12),
                    random.nextInt(1, 12),
                    random.nextInt(1, 20),
                    random.nextInt(1, 6),
                    random.nextInt(1, 4));
        }
    }

    @ParameterizedTest
    @CsvSource({"3,1", "2,2", "3,2"})
    void windowsOfABatchOverManyChunks(int kernel, int stride) {
        check(23, 13, 12, 64, kernel, stride);
    }

    private static void check(int n, int h, int w, int c, int kernel, int stride) {
        int outH = (h + stride - 1) / stride;
        int outW = (w + stride - 1) / stride;
        FloatBuffer x = Data.normal("x", n * h * w * c);
        FloatBuffer gy = Data.normal("gy", n * outH * outW * c);
        double[] average = new double[n * outH * outW * c];
        double[] max = new double[average.length];
        double[] averageGradient = new double[n * h * w * c];
        double[] maxGradient = new double[n * h * w * c];
        for (int i = 0; i < average.length; i++) {
            int image = i / c / outW / outH;
            int top = i / c / outW % outH * stride - (kernel - 1) / 2;
            int left = i / c % outW * stride - (kernel - 1) / 2;
            int[] inside = new int[kernel * kernel];
            int count = 0;
            for (int tap = 0; tap < inside.length; tap++) {
                int y = top + tap / kernel;
                int column = left + tap % kernel;
                if (y >= 0 && y < h && column >= 0 && column < w) {
                    inside[count++] = ((image * h + y) * w + column) * c + i % c;
                }
            }
            int[] seen = Arrays.copyOf(inside, count);
            int best = seen[0];
            for (int at : seen) {
                average[i] += (double) x.get(at) / count;
                averageGradient[at] += (double) gy.get(i) / count;
                best = x.get(at) > x.get(best) ? at : best;
            }
            max[i] = x.get(best);
            maxGradient[best] += gy.get(i);
        }
        FloatBuffer y = Data.empty(average.length);
        PoolKernel.average(x, n, h, w, c, kernel, stride, y);
        assertClose(y, average, 1e-6);
        PoolKernel.max(x, n, h, w, c, kernel, stride, y);
        assertClose(y, max, 0);
        FloatBuffer gx = Data.normal("left over", averageGradient.length);
        PoolKernel.averageBackward(gy, n, h, w, c, kernel, stride, gx);
        assertClose(gx, averageGradient, 1e-6);
        PoolKernel.maxBackward(x, gy, n, h, w, c, kernel, stride, gx);
        assertClose(gx, maxGradient, 1e-6);
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        FloatBuffer x = Data.normal("x", 64 * 100 * 40);
        Data.assertSameForAnyThreads(() -> {
            FloatBuffer y = Data.empty(64 * 40);
            PoolKernel.globalAverage(x, 64, 100, 40, y);
            return Data.floats(y);
        });
    }
}
