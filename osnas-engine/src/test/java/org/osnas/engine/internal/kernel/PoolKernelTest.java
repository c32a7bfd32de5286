package org.osnas.engine.internal.kernel;

import static org.osnas.engine.internal.kernel.Data.assertClose;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void resultsDoNotDependOnTheNumberOfThreads() {
        FloatBuffer x = Data.normal("x", 64 * 100 * 40);
        Data.assertSameForAnyThreads(() -> {
            FloatBuffer y = Data.empty(64 * 40);
            PoolKernel.globalAverage(x, 64, 100, 40, y);
            return Data.floats(y);
        });
    }
}
