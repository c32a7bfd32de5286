package org.osnas.core.plan;

import java.util.List;
import org.osnas.core.kernel.BatchParts;
import org.osnas.core.kernel.ElementwiseKernel;

/** {@code conv2d} without bias, NHWC, kernel {@code [kH, kW, in, out]}. */
final class ConvInstruction extends Instruction {

    // From here on a 1x1 input gradient is faster as a convolution with the transposed kernel than as a GEMM.
    private static final int CONV_ROWS = 4096;

    private final int kernel;
    private final int stride;
    private final int padding;
    private final BatchCall forward;
    private final NativeCall backward;
    private final BatchCall transposed;

    ConvInstruction(int[] inputs, int[] outputs, long[] iArgs) {
        super(inputs, outputs);
        kernel = (int) iArgs[0];
        stride = (int) iArgs[2];
        padding = (int) iArgs[4];
        forward = new BatchCall("conv2d", iArgs);
        backward = NativeCall.of("conv2d_bp", iArgs);
        transposed = new BatchCall("conv2d", iArgs);
    }

    @Override
    String description() {
        return "Conv " + kernel + "x" + kernel + "/" + stride;
    }

    @Override
    void forward(Frame frame) {
        Tensor x = frame.value(input(0));
        Tensor w = frame.value(input(1));
        int h = (x.size(1) + 2 * padding - kernel) / stride + 1;
        int width = (x.size(2) + 2 * padding - kernel) / stride + 1;
        Tensor y = frame.allocate(output(0), x.size(0), h, width, w.size(3));
        forward.run(x, w, y);
    }

    @Override
    void backward(Frame frame) {
        boolean wantsInput = frame.wants(input(0));
        boolean wantsWeight = frame.wants(input(1));
        if (kernel == 1 && stride == 1) {
            if (wantsWeight) {
                pointwiseWeightGradient(frame);
            }
            if (wantsInput) {
                pointwiseInputGradient(frame);
            }
        } else if (wantsInput || wantsWeight) {
            Tensor x = frame.value(input(0));
            Tensor w = frame.value(input(1));
            Tensor gx = wantsInput ? frame.target(input(0)) : frame.scratch(x.shape());
            Tensor gw = wantsWeight ? frame.target(input(1)) : frame.scratch(w.shape());
            backward.run(
                    List.of(x.array(), w.array(), frame.gradient(output(0)).array()), List.of(gx.array(), gw.array()));
            settle(frame, input(0), gx, wantsInput);
            settle(frame, input(1), gw, wantsWeight);
        }
    }

    private static void settle(Frame frame, int value, Tensor gradient, boolean wanted) {
        if (wanted) {
            frame.contribute(value, gradient);
        } else {
            frame.free(gradient);
        }
    }

    private void pointwiseWeightGradient(Frame frame) {
        Tensor x = frame.value(input(0));
        Tensor gy = frame.gradient(output(0));
        Tensor gw = frame.target(input(1));
        int count = BatchParts.count(x.size(0), Math.max(x.length(), gy.length()));
        Tensor[] xs = x.parts(count);
        Tensor[] gys = gy.parts(count);
        Tensor[] sums = new Tensor[count];
        sums[0] = gw;
        for (int i = 1; i < count; i++) {
            sums[i] = frame.scratch(gw.shape());
        }
        BatchParts.run(count, count, (part, from, to) -> Gemm.transposedLeft(xs[part], gys[part], sums[part]));
        for (int i = 1; i < count; i++) {
            ElementwiseKernel.addInto(sums[i].buffer(), gw.buffer(), gw.length());
            frame.free(sums[i]);
        }
        frame.contribute(input(1), gw);
    }

    private void pointwiseInputGradient(Frame frame) {
        Tensor gy = frame.gradient(output(0));
        Tensor w = frame.value(input(1));
        Tensor gx = frame.target(input(0));
        if (gy.rows() >= CONV_ROWS) {
            Tensor wt = frame.scratch(1, 1, w.size(3), w.size(2));
            Transpose.apply(w.buffer(), w.size(2), w.size(3), wt.buffer());
            transposed.run(gy, wt, gx);
            frame.free(wt);
        } else {
            Gemm.transposedRight(gy, w, gx);
        }
        frame.contribute(input(0), gx);
    }
}
