package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.engine.internal.onednn.OneDnn;

/** All ways to compute a convolution agree, with batches large enough to be shared among threads too. */
class ConvolutionTest {

    @ParameterizedTest(name = "{0}x{1}x{1}x{2} to {3}, {4}x{4}/{5}, depthwise {6}")
    @CsvSource({
        "2, 9, 3, 16, 3, 2, false",
        "2, 8, 24, 40, 1, 1, false",
        "33, 16, 24, 72, 1, 1, false",
        "3, 7, 24, 40, 1, 2, false",
        "2, 9, 20, 20, 5, 1, true",
        "33, 16, 72, 72, 3, 1, true",
        "3, 10, 20, 20, 7, 2, true",
        "5, 2, 40, 40, 5, 1, true"
    })
    void implementationsAgree(int n, int size, int in, int out, int kernel, int stride, boolean depthwise) {
        ConvArguments arguments = new ConvArguments(kernel, stride, kernel / 2, depthwise);
        int outSize = arguments.outSize(size);
        Random random = new Random(3);
        Tensor x = draw(random, n, size, size, in);
        Tensor w = draw(random, kernel, kernel, in, depthwise ? 1 : out);
        Tensor gy = draw(random, n, outSize, outSize, out);
        Result expected = run(new Nd4jConvolution(arguments), x, w, gy);
        List<Convolution> others = new ArrayList<>(List.of(CpuKernels.byOperations(arguments)));
        if (OneDnn.isAvailable()) {
            others.add(new OneDnnConvolution(arguments));
        }
        for (Convolution other : others) {
            Result actual = run(other, x, w, gy);
            assertClose(actual.y(), expected.y());
            assertClose(actual.gx(), expected.gx());
            assertClose(actual.gw(), expected.gw());
        }
    }

    @Test
    void unwantedGradientsAreNotNeeded() {
        ConvArguments arguments = new ConvArguments(3, 2, 1, false);
        Random random = new Random(3);
        Tensor x = draw(random, 2, 8, 8, 3);
        Tensor w = draw(random, 3, 3, 3, 8);
        Tensor gy = draw(random, 2, 4, 4, 8);
        TensorPool pool = new TensorPool(Kernels.cpu());
        for (Convolution convolution : List.of(
                Kernels.cpu().convolution(arguments),
                CpuKernels.byOperations(arguments),
                Kernels.nd4j().convolution(arguments))) {
            Tensor gw = Kernels.cpu().allocate(w.shape());
            convolution.backward(pool, x, w, gy, null, gw);
            Tensor gx = Kernels.cpu().allocate(x.shape());
            convolution.backward(pool, x, w, gy, gx, null);
            Result both = run(convolution, x, w, gy);
            assertThat(gw.toArray()).containsExactly(both.gw().toArray());
            assertThat(gx.toArray()).containsExactly(both.gx().toArray());
        }
        assertThat(pool.lent()).isZero();
    }

    @Test
    void argumentsOfAnotherFormAreLeftToOthers() {
        long[] plain = {3, 3, 1, 1, 1, 1, 1, 1, 0, 1};
        assertThat(ConvArguments.read(plain, true)).contains(new ConvArguments(3, 1, 1, true));
        long[][] others = {
            {3, 5, 1, 1, 1, 1, 1, 1, 0, 1}, // not square
            {3, 3, 1, 2, 1, 1, 1, 1, 0, 1}, // strides differ
            {3, 3, 1, 1, 1, 0, 1, 1, 0, 1}, // padding differs
            {3, 3, 1, 1, 1, 1, 2, 2, 0, 1}, // dilated
            {3, 3, 1, 1, 1, 1, 1, 1, 1, 1}, // padding "same"
            {3, 3, 1, 1, 1, 1, 1, 1, 0, 0}, // channels first
            {3, 3, 1, 1, 1, 1, 1, 1, 0, 1, 1} // weights [out, in, h, w]
        };
        for (long[] other : others) {
            assertThat(ConvArguments.read(other, false)).isEmpty();
        }
        assertThat(ConvArguments.read(new long[] {3, 3, 1, 1, 0, 0, 1, 1, 0, 1}, true))
                .isEmpty();
    }

    private record Result(Tensor y, Tensor gx, Tensor gw) {}

    private static Result run(Convolution convolution, Tensor x, Tensor w, Tensor gy) {
        Tensor y = Kernels.cpu().allocate(gy.shape());
        Tensor gx = Kernels.cpu().allocate(x.shape());
        Tensor gw = Kernels.cpu().allocate(w.shape());
        convolution.forward(x, w, y);
        convolution.backward(new TensorPool(Kernels.cpu()), x, w, gy, gx, gw);
        return new Result(y, gx, gw);
    }

    private static Tensor draw(Random random, long... shape) {
        Tensor tensor = Kernels.cpu().allocate(shape);
        for (int i = 0; i < tensor.length(); i++) {
            tensor.buffer().put(i, random.nextFloat() * 2 - 1);
        }
        return tensor;
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        double scale = 0;
        for (float e : expected.toArray()) {
            scale = Math.max(scale, Math.abs(e));
        }
        for (int i = 0; i < expected.length(); i++) {
            assertThat(Math.abs(actual.buffer().get(i) - expected.buffer().get(i)))
                    .as("element %d", i)
                    .isLessThanOrEqualTo((float) (1e-5 * scale));
        }
    }
}
