package org.osnas.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Supplier;
import org.osnas.api.random.Seeds;

/** Seeded data and comparisons for kernel tests. */
final class Data {

    private Data() {}

    static FloatBuffer empty(int size) {
        return ByteBuffer.allocateDirect(4 * size)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    static FloatBuffer normal(String purpose, int size, double mean, double deviation) {
        var random = Seeds.generator(7, purpose, size);
        FloatBuffer buffer = empty(size);
        for (int i = 0; i < size; i++) {
            buffer.put(i, (float) (mean + deviation * random.nextGaussian()));
        }
        return buffer;
    }

    static FloatBuffer normal(String purpose, int size) {
        return normal(purpose, size, 0, 1);
    }

    static FloatBuffer copy(FloatBuffer from) {
        FloatBuffer to = empty(from.limit());
        to.put(0, from, 0, from.limit());
        return to;
    }

    static FloatBuffer of(float... values) {
        FloatBuffer buffer = empty(values.length);
        buffer.put(0, values);
        return buffer;
    }

    static float[] floats(FloatBuffer buffer) {
        float[] values = new float[buffer.limit()];
        buffer.get(0, values);
        return values;
    }

    static float[] floats(String purpose, int size, double mean, double deviation) {
        return floats(normal(purpose, size, mean, deviation));
    }

    static double[] doubles(FloatBuffer buffer) {
        return doubles(floats(buffer));
    }

    static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    /** The largest difference must stay below {@code tolerance} times the largest expected magnitude. */
    static void assertClose(float[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        double scale = 1e-6;
        for (double value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        int worst = 0;
        for (int i = 0; i < expected.length; i++) {
            // Written so that a NaN counts as the worst.
            if (!(Math.abs(actual[i] - expected[i]) <= Math.abs(actual[worst] - expected[worst]))) {
                worst = i;
            }
        }
        assertThat((double) actual[worst])
                .as("element %d of %d", worst, expected.length)
                .isCloseTo(expected[worst], within(tolerance * scale));
    }

    static void assertClose(FloatBuffer actual, double[] expected, double tolerance) {
        assertClose(floats(actual), expected, tolerance);
    }

    /** Runs {@code kernel} with one, two and five threads and expects the same bits each time. */
    static void assertSameForAnyThreads(Supplier<float[]> kernel) {
        int before = KernelThreads.threads();
        try {
            KernelThreads.set(1);
            float[] one = kernel.get();
            for (int threads : new int[] {2, 5}) {
                KernelThreads.set(threads);
                assertThat(kernel.get()).as("%d threads", threads).isEqualTo(one);
            }
        } finally {
            KernelThreads.set(before);
        }
    }
}
