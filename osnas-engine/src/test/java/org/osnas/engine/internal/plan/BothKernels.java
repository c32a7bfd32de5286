package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** Runs work with both implementations of the kernels and compares what it gives. */
final class BothKernels {

    private BothKernels() {}

    /** One implementation and what it was given; both are given the same. */
    static final class Side {
        final Kernels kernels;
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

    interface Work {
        void with(Side side);
    }

    static void same(Work work) {
        Side cpu = new Side(Kernels.cpu());
        Side nd4j = new Side(Kernels.nd4j());
        work.with(cpu);
        work.with(nd4j);
        assertThat(nd4j.results).hasSameSizeAs(cpu.results).isNotEmpty();
        for (int r = 0; r < cpu.results.size(); r++) {
            assertClose(r, nd4j.results.get(r), cpu.results.get(r));
        }
    }

    static void assertClose(int result, float[] actual, float[] expected) {
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
    static void both(Side side, Tensor argument, BiConsumer<Tensor, Tensor> work) {
        Tensor from = side.copy(argument);
        Tensor to = side.tensor(argument.shape());
        work.accept(from, to);
        side.result(to);
        work.accept(from, from);
        assertThat(from.toArray()).isEqualTo(to.toArray());
    }
}
