package org.osnas.engine.internal.plan;

import org.jspecify.annotations.Nullable;
import org.osnas.engine.internal.kernel.BatchParts;

/** By ND4J's {@code conv2d} on parts of the batch; gradients of 1x1 convolutions as matrix products. */
final class CpuConvolution implements Convolution {

    // From here on a 1x1 input gradient is faster as a convolution with the transposed kernel than as a GEMM.
    private static final int CONV_ROWS = 4096;

    private final boolean pointwise;
    private final BatchCall forward;
    private final Nd4jConvolution whole;
    private final BatchCall transposed;

    CpuConvolution(ConvArguments arguments) {
        long[] iArgs = arguments.iArgs();
        pointwise = arguments.kernel() == 1 && arguments.stride() == 1 && arguments.padding() == 0;
        forward = new BatchCall("conv2d", iArgs);
        whole = new Nd4jConvolution(arguments);
        transposed = new BatchCall("conv2d", iArgs);
    }

    @Override
    public void forward(Tensor x, Tensor w, Tensor y) {
        forward.run(x, w, y);
    }

    @Override
    public void backward(TensorPool pool, Tensor x, Tensor w, Tensor gy, @Nullable Tensor gx, @Nullable Tensor gw) {
        if (pointwise) {
            if (gw != null) {
                pointwiseWeightGradient(pool, x, gy, gw);
            }
            if (gx != null) {
                pointwiseInputGradient(pool, gy, w, gx);
            }
            return;
        }
        whole.backward(pool, x, w, gy, gx, gw);
    }

    private static void pointwiseWeightGradient(TensorPool pool, Tensor x, Tensor gy, Tensor gw) {
        int count = BatchParts.count(x.size(0), Math.max(x.length(), gy.length()));
        Tensor[] xs = x.parts(count);
        Tensor[] gys = gy.parts(count);
        BatchSums.run(pool, count, count, gw, (part, from, to, sum) -> Gemm.transposedLeft(xs[part], gys[part], sum));
    }

    private void pointwiseInputGradient(TensorPool pool, Tensor gy, Tensor w, Tensor gx) {
        if (gy.rows() >= CONV_ROWS) {
            Tensor wt = pool.acquire(1, 1, w.size(3), w.size(2));
            Transpose.apply(w.buffer(), w.size(2), w.size(3), wt.buffer());
            transposed.run(gy, wt, gx);
            pool.release(wt);
        } else {
            Gemm.transposedRight(gy, w, gx);
        }
    }
}
