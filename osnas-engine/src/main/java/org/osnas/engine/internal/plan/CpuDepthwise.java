package org.osnas.engine.internal.plan;

import org.jspecify.annotations.Nullable;
import org.osnas.engine.internal.kernel.DepthwiseKernel;

/**
 * By ND4J's {@code depthwise_conv2d} on parts of the batch. Backward: the weight gradient is a Java kernel; the input
 * gradient is a forward call with the kernel flipped, on the output gradient spread out by the stride.
 */
final class CpuDepthwise implements Convolution {

    private final int kernel;
    private final int stride;
    private final BatchCall forward;
    private final BatchCall flippedForward;

    CpuDepthwise(ConvArguments arguments) {
        kernel = arguments.kernel();
        stride = arguments.stride();
        forward = new BatchCall("depthwise_conv2d", arguments.iArgs());
        flippedForward = new BatchCall("depthwise_conv2d", arguments.iArgs(1));
    }

    @Override
    public void forward(Tensor x, Tensor w, Tensor y) {
        forward.run(x, w, y);
    }

    @Override
    public void backward(TensorPool pool, Tensor x, Tensor w, Tensor gy, @Nullable Tensor gx, @Nullable Tensor gw) {
        if (gw != null) {
            DepthwiseKernel.weightGradient(
                    x.buffer(), gy.buffer(), x.size(0), x.size(1), x.size(2), x.size(3), kernel, stride, gw.buffer());
        }
        if (gx != null) {
            Tensor spread = stride == 1 ? gy : spread(pool, gy, x);
            Tensor flipped = pool.acquire(w.shape());
            DepthwiseKernel.flip(w.buffer(), kernel, x.size(3), flipped.buffer());
            flippedForward.run(spread, flipped, gx);
            pool.release(flipped);
            if (spread != gy) {
                pool.release(spread);
            }
        }
    }

    /** The output gradient at the positions that the strided windows are centred on, zero elsewhere. */
    private Tensor spread(TensorPool pool, Tensor gy, Tensor x) {
        Tensor spread = pool.acquire(x.shape());
        int c = x.size(3);
        int width = x.size(2);
        int outHeight = gy.size(1);
        int outWidth = gy.size(2);
        float[] in = new float[outWidth * c];
        float[] out = new float[width * c];
        float[] zeros = new float[width * c];
        for (int n = 0; n < x.size(0); n++) {
            for (int h = 0; h < x.size(1); h++) {
                int to = (n * x.size(1) + h) * width * c;
                if (h % stride != 0) {
                    spread.buffer().put(to, zeros);
                    continue;
                }
                gy.buffer().get((n * outHeight + h / stride) * outWidth * c, in);
                for (int w = 0; w < outWidth; w++) {
                    System.arraycopy(in, w * c, out, w * stride * c, c);
                }
                spread.buffer().put(to, out);
            }
        }
        return spread;
    }
}
