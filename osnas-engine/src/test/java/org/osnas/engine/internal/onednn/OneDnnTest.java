package org.osnas.engine.internal.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.spi.BadInputException;

/** All three directions against sums in double precision, on random data. */
class OneDnnTest {

    @BeforeAll
    static void available() {
        assumeTrue(OneDnn.isAvailable(), "no build of oneDNN for this platform");
    }

    @ParameterizedTest(name = "{0} images {1}x{2}x{3} to {4}, {5}x{5}/{6}, depthwise {7}")
    @CsvSource({
        "2, 5, 7, 3, 16, 3, 2, false",
        "3, 8, 8, 24, 72, 1, 1, false",
        "1, 1, 1, 5, 9, 1, 1, false",
        "2, 7, 5, 24, 40, 1, 2, false",
        "4, 4, 4, 33, 17, 1, 1, false",
        "9, 8, 8, 4, 6, 1, 2, false",
        "3, 9, 7, 20, 12, 1, 2, false",
        "2, 16, 16, 16, 16, 3, 1, true",
        "2, 16, 16, 24, 24, 5, 1, true",
        "2, 15, 13, 20, 20, 5, 2, true",
        "3, 2, 2, 40, 40, 5, 1, true",
        "3, 1, 1, 7, 7, 3, 1, true",
        "2, 3, 4, 18, 18, 3, 1, true",
        "2, 9, 9, 17, 17, 7, 2, true",
        "2, 8, 8, 48, 48, 7, 1, true",
        "2, 8, 6, 16, 16, 3, 2, true",
        "1, 6, 6, 1, 1, 5, 2, true"
    })
    void equalsDoublePrecision(int n, int h, int w, int in, int out, int kernel, int stride, boolean depthwise) {
        ConvShape s = new ConvShape(n, h, w, in, out, kernel, stride, kernel / 2, depthwise);
        Reference reference = new Reference(s, new Random(7));
        try (FloatPointer x = new FloatPointer(reference.x);
                FloatPointer weights = new FloatPointer(reference.w);
                FloatPointer gy = new FloatPointer(reference.gy);
                FloatPointer y = new FloatPointer(reference.gy.length);
                FloatPointer gx = new FloatPointer(reference.x.length);
                FloatPointer gw = new FloatPointer(reference.w.length)) {
            for (int repeat = 0; repeat < 2; repeat++) {
                useScratchMemory();
                OneDnn.forward(s, x.address(), weights.address(), y.address());
                OneDnn.inputGradient(s, gy.address(), weights.address(), gx.address());
                OneDnn.weightGradient(s, x.address(), gy.address(), gw.address());
                assertClose(y, reference.y);
                assertClose(gx, reference.gx);
                assertClose(gw, reference.gw);
            }
        }
    }

    /** Leaves large numbers of another convolution in the memory that kernels share. */
    private static void useScratchMemory() {
        ConvShape other = new ConvShape(9, 16, 16, 24, 72, 1, 2, 0, false);
        float[] large = new float[9 * 16 * 16 * 72];
        Arrays.fill(large, 1e6f);
        try (FloatPointer images = new FloatPointer(large);
                FloatPointer weights = new FloatPointer(24 * 72)) {
            OneDnn.weightGradient(other, images.address(), images.address(), weights.address());
        }
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThatThrownBy(() -> new ConvShape(1, 2, 2, 3, 3, 5, 1, 1, false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("padded height");
        assertThatThrownBy(() -> new ConvShape(1, 8, 8, 3, 6, 3, 1, 1, true))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3 to 6");
    }

    private static void assertClose(FloatPointer actual, double[] expected) {
        double scale = 0;
        for (double e : expected) {
            scale = Math.max(scale, Math.abs(e));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual.get(i))
                    .as("element %d", i)
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-5 * scale));
        }
    }

    /** The definition, in double precision. */
    private static final class Reference {
        final float[] x;
        final float[] w;
        final float[] gy;
        final double[] y;
        final double[] gx;
        final double[] gw;

        Reference(ConvShape s, Random random) {
            x = draw(random, s.n() * s.h() * s.w() * s.in());
            w = draw(random, s.kernel() * s.kernel() * s.in() * (s.depthwise() ? 1 : s.out()));
            gy = draw(random, s.n() * s.outH() * s.outW() * s.out());
            y = new double[gy.length];
            gx = new double[x.length];
            gw = new double[w.length];
            for (int n = 0; n < s.n(); n++) {
                for (int oy = 0; oy < s.outH(); oy++) {
                    for (int ox = 0; ox < s.outW(); ox++) {
                        for (int tap = 0; tap < s.kernel() * s.kernel(); tap++) {
                            int iy = oy * s.stride() + tap / s.kernel() - s.padding();
                            int ix = ox * s.stride() + tap % s.kernel() - s.padding();
                            if (iy >= 0 && iy < s.h() && ix >= 0 && ix < s.w()) {
                                add(s, (n * s.h() + iy) * s.w() + ix, (n * s.outH() + oy) * s.outW() + ox, tap);
                            }
                        }
                    }
                }
            }
        }

        private void add(ConvShape s, int inPixel, int outPixel, int tap) {
            for (int i = 0; i < s.in(); i++) {
                for (int o = s.depthwise() ? i : 0; o < (s.depthwise() ? i + 1 : s.out()); o++) {
                    int xi = inPixel * s.in() + i;
                    int yi = outPixel * s.out() + o;
                    int wi = s.depthwise() ? tap * s.in() + i : (tap * s.in() + i) * s.out() + o;
                    y[yi] += (double) x[xi] * w[wi];
                    gx[xi] += (double) gy[yi] * w[wi];
                    gw[wi] += (double) gy[yi] * x[xi];
                }
            }
        }

        private static float[] draw(Random random, int size) {
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = random.nextFloat() * 2 - 1;
            }
            return values;
        }
    }
}
