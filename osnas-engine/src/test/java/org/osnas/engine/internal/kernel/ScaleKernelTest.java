package org.osnas.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.engine.internal.kernel.Data.assertClose;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.spi.BadInputException;

class ScaleKernelTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,49,7", "2,5000,3", "37,64,144", "2,3,1500", "5,70001,1", "64,4,672"})
    void productsAndGradientsMatchTheFormula(int n, int area, int c) {
        FloatBuffer x = Data.normal("x", n * area * c, 2, 1);
        FloatBuffer s = Data.normal("s", n * c);
        FloatBuffer gy = Data.normal("gy", n * area * c, 1, 1);
        double[] y = new double[n * area * c];
        double[] gx = new double[y.length];
        double[] gs = new double[n * c];
        for (int i = 0; i < y.length; i++) {
            int factor = i / (area * c) * c + i % c;
            y[i] = (double) x.get(i) * s.get(factor);
            gx[i] = (double) gy.get(i) * s.get(factor);
            gs[factor] += (double) gy.get(i) * x.get(i);
        }
        FloatBuffer actual = Data.empty(y.length);
        ScaleKernel.forward(x, s, n, area, c, actual);
        assertClose(actual, y, 1e-6);
        FloatBuffer actualFactors = Data.empty(n * c);
        ScaleKernel.backward(x, s, gy, n, area, c, actual, actualFactors);
        assertClose(actual, gx, 1e-6);
        assertClose(actualFactors, gs, 1e-6);
    }

    @Test
    void outputsMayReplaceInputs() {
        FloatBuffer x = Data.normal("x", 2 * 9 * 5);
        FloatBuffer s = Data.normal("s", 2 * 5);
        FloatBuffer gy = Data.normal("gy", 2 * 9 * 5);
        FloatBuffer y = Data.empty(x.limit());
        FloatBuffer gx = Data.empty(x.limit());
        FloatBuffer gs = Data.empty(s.limit());
        ScaleKernel.forward(x, s, 2, 9, 5, y);
        ScaleKernel.backward(x, s, gy, 2, 9, 5, gx, gs);
        FloatBuffer gsAgain = Data.empty(s.limit());
        ScaleKernel.backward(x, s, gy, 2, 9, 5, gy, gsAgain);
        assertThat(Data.floats(gy)).isEqualTo(Data.floats(gx));
        assertThat(Data.floats(gsAgain)).isEqualTo(Data.floats(gs));
        ScaleKernel.forward(x, s, 2, 9, 5, x);
        assertThat(Data.floats(x)).isEqualTo(Data.floats(y));
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        FloatBuffer x = Data.normal("x", 64 * 100 * 40);
        FloatBuffer gy = Data.normal("gy", 64 * 100 * 40);
        FloatBuffer s = Data.normal("s", 64 * 40);
        Data.assertSameForAnyThreads(() -> {
            FloatBuffer gx = Data.empty(x.limit());
            FloatBuffer gs = Data.empty(s.limit());
            ScaleKernel.backward(x, s, gy, 64, 100, 40, gx, gs);
            ScaleKernel.forward(gx, gs, 64, 100, 40, gx);
            return Data.floats(gx);
        });
    }

    @Test
    void factorsForTooFewImagesAreRefused() {
        FloatBuffer x = Data.normal("x", 2 * 9 * 5);
        assertThatThrownBy(() -> ScaleKernel.forward(x, Data.empty(5), 2, 9, 5, x))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("needs a buffer of 10 floats, got one of 5");
    }
}
