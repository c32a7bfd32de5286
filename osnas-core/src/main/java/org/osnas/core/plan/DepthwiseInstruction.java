package org.osnas.core.plan;

import org.osnas.core.kernel.DepthwiseKernel;

/**
 * {@code depthwise_conv2d}, NHWC, kernel {@code [k, k, channels, 1]}, padding k/2.
 *
 * <p>Backward: the weight gradient is a Java kernel, since oneDNN has none that is fast above 3x3; the input gradient is
 * a forward call with the kernel flipped, on the output gradient spread out by the stride.
 */
final class DepthwiseInstruction extends Instruction {

    private final int kernel;
    private final int stride;
    private final BatchCall forward;
    private final BatchCall flippedForward;

    DepthwiseInstruction(int[] inputs, int[] outputs, long[] iArgs) {
        super(inputs, outputs);
        kernel = (int) iArgs[0];
        stride = (int) iArgs[2];
        forward = new BatchCall("depthwise_conv2d", iArgs);
        long[] dense = iArgs.clone();
        dense[2] = 1;
        dense[3] = 1;
        flippedForward = new BatchCall("depthwise_conv2d", dense);
    }

    /** Whether the arguments are of the only form that this instruction computes. */
    static boolean supports(long[] iArgs) {
        return iArgs[0] == iArgs[1]
                && iArgs[0] % 2 == 1
                && iArgs[2] == iArgs[3]
                && iArgs[4] == iArgs[0] / 2
                && iArgs[5] == iArgs[0] / 2
                && iArgs[6] == 1
                && iArgs[7] == 1
                && iArgs[8] == 0
                && iArgs[9] == 1;
    }

    @Override
    String description() {
        return "Depthwise " + kernel + "x" + kernel + "/" + stride;
    }

    @Override
    void forward(Frame frame) {
        Tensor x = frame.value(input(0));
        int h = (x.size(1) + stride - 1) / stride;
        int w = (x.size(2) + stride - 1) / stride;
        Tensor y = frame.allocate(output(0), x.size(0), h, w, x.size(3));
        forward.run(x, frame.value(input(1)), y);
    }

    @Override
    void backward(Frame frame) {
        Tensor x = frame.value(input(0));
        Tensor w = frame.value(input(1));
        Tensor gy = frame.gradient(output(0));
        if (frame.wants(input(1))) {
            Tensor gw = frame.target(input(1));
            DepthwiseKernel.weightGradient(
                    x.buffer(), gy.buffer(), x.size(0), x.size(1), x.size(2), x.size(3), kernel, stride, gw.buffer());
            frame.contribute(input(1), gw);
        }
        if (frame.wants(input(0))) {
            Tensor spread = stride == 1 ? gy : spread(frame, gy, x);
            Tensor flipped = frame.scratch(w.shape());
            DepthwiseKernel.flip(w.buffer(), kernel, x.size(3), flipped.buffer());
            Tensor gx = frame.target(input(0));
            flippedForward.run(spread, flipped, gx);
            frame.free(flipped);
            if (spread != gy) {
                frame.free(spread);
            }
            frame.contribute(input(0), gx);
        }
    }

    /** The output gradient at the positions that the strided windows are centred on, zero elsewhere. */
    private Tensor spread(Frame frame, Tensor gy, Tensor x) {
        Tensor spread = frame.scratch(x.shape());
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
