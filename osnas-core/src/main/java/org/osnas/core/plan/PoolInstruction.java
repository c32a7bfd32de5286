package org.osnas.core.plan;

import org.osnas.core.kernel.PoolKernel;

/** {@code avgpool2d} or {@code maxpool2d} over square windows, NHWC, padded as {@code SAME}, by a Java kernel. */
final class PoolInstruction extends Instruction {

    private final boolean max;
    private final int kernel;
    private final int stride;

    PoolInstruction(int[] inputs, int[] outputs, boolean max, long[] iArgs) {
        super(inputs, outputs);
        this.max = max;
        kernel = (int) iArgs[0];
        stride = (int) iArgs[2];
    }

    /**
     * Whether the arguments are of the form that the kernel computes: SAME padding begins {@code (kernel - 1) / 2} before
     * the first pixel whatever the size of the image only with a stride of one, or two by two.
     */
    static boolean supports(long[] iArgs) {
        return iArgs[0] == iArgs[1]
                && iArgs[2] == iArgs[3]
                && (iArgs[2] == 1 || iArgs[0] == 2 && iArgs[2] == 2)
                && iArgs[6] == 1
                && iArgs[7] == 1
                && iArgs[8] == 1
                && iArgs[10] == 1;
    }

    @Override
    void forward(Frame frame) {
        Tensor x = frame.value(input(0));
        int n = x.size(0);
        int h = x.size(1);
        int w = x.size(2);
        int c = x.size(3);
        Tensor y = frame.allocate(output(0), n, (h + stride - 1) / stride, (w + stride - 1) / stride, c);
        if (max) {
            PoolKernel.max(x.buffer(), n, h, w, c, kernel, stride, y.buffer());
        } else {
            PoolKernel.average(x.buffer(), n, h, w, c, kernel, stride, y.buffer());
        }
    }

    @Override
    void backward(Frame frame) {
        if (!frame.wants(input(0))) {
            return;
        }
        Tensor x = frame.value(input(0));
        Tensor gy = frame.gradient(output(0));
        Tensor gx = frame.target(input(0));
        int n = x.size(0);
        int h = x.size(1);
        int w = x.size(2);
        int c = x.size(3);
        if (max) {
            PoolKernel.maxBackward(x.buffer(), gy.buffer(), n, h, w, c, kernel, stride, gx.buffer());
        } else {
            PoolKernel.averageBackward(gy.buffer(), n, h, w, c, kernel, stride, gx.buffer());
        }
        frame.contribute(input(0), gx);
    }
}
