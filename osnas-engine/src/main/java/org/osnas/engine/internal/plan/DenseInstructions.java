package org.osnas.engine.internal.plan;

import java.util.List;

/** Matrix product, bias, and means over positions. */
final class DenseInstructions {

    private DenseInstructions() {}

    /** {@code matmul} of two matrices, nothing transposed. */
    static final class MatMul extends Instruction {
        MatMul(int[] inputs, int[] outputs) {
            super(inputs, outputs);
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            Tensor w = frame.value(input(1));
            Tensor y = frame.allocate(output(0), x.size(0), w.size(1));
            Gemm.product(x, w, y);
        }

        @Override
        void backward(Frame frame) {
            Tensor x = frame.value(input(0));
            Tensor w = frame.value(input(1));
            Tensor gy = frame.gradient(output(0));
            if (frame.wants(input(1))) {
                Tensor gw = frame.target(input(1));
                Gemm.transposedLeft(x, gy, gw);
                frame.contribute(input(1), gw);
            }
            if (frame.wants(input(0))) {
                Tensor gx = frame.target(input(0));
                Gemm.transposedRight(gy, w, gx);
                frame.contribute(input(0), gx);
            }
        }
    }

    /** {@code biasadd} on the last dimension. */
    static final class BiasAdd extends Instruction {
        BiasAdd(int[] inputs, int[] outputs) {
            super(inputs, outputs);
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            Tensor y = frame.overwrite(input(0), output(0));
            frame.kernels().addBias(x, frame.value(input(1)), y);
        }

        @Override
        void backward(Frame frame) {
            Tensor g = frame.takeGradient(output(0));
            if (frame.wants(input(1))) {
                Tensor gb = frame.target(input(1));
                frame.kernels().biasGradient(g, gb);
                frame.contribute(input(1), gb);
            }
            if (frame.wants(input(0))) {
                frame.contribute(input(0), g);
            } else {
                frame.free(g);
            }
        }
    }

    /** {@code reduce_mean} over height and width, or over everything but the batch. */
    static final class Mean extends Instruction {
        private final boolean overChannels;

        Mean(int[] inputs, int[] outputs, boolean overChannels) {
            super(inputs, outputs);
            this.overChannels = overChannels;
        }

        private int channels(Tensor x) {
            return overChannels ? 1 : x.channels();
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            int batch = x.size(0);
            int channels = channels(x);
            Tensor y = overChannels ? frame.allocate(output(0), batch) : frame.allocate(output(0), batch, channels);
            frame.kernels().mean(x, channels, y);
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor x = frame.value(input(0));
                Tensor gx = frame.target(input(0));
                frame.kernels().meanBackward(frame.gradient(output(0)), channels(x), gx);
                frame.contribute(input(0), gx);
            }
        }
    }

    /** Rows scaled to the length 1. */
    static final class UnitRows extends Instruction {
        private final double epsilon;

        UnitRows(int[] inputs, int[] outputs, double epsilon) {
            super(inputs, outputs);
            this.epsilon = epsilon;
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            frame.kernels().unitRows(x, epsilon, frame.allocate(output(0), x.rows(), x.channels()));
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor gx = frame.target(input(0));
                frame.kernels().unitRowsBackward(frame.value(input(0)), frame.gradient(output(0)), epsilon, gx);
                frame.contribute(input(0), gx);
            }
        }
    }

    /** {@code prelu} with one slope a channel. */
    static final class PRelu extends Instruction {
        PRelu(int[] inputs, int[] outputs) {
            super(inputs, outputs);
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            float[] slope = frame.value(input(1)).toArray();
            Tensor y = frame.overwrite(input(0), output(0));
            frame.kernels().prelu(x, slope, y);
        }

        @Override
        void backward(Frame frame) {
            Tensor x = frame.value(input(0));
            Tensor slope = frame.value(input(1));
            Tensor g = frame.takeGradient(output(0));
            float[] slopeGradient = new float[slope.length()];
            frame.kernels().preluBackward(x, g, slope.toArray(), g, slopeGradient);
            if (frame.wants(input(1))) {
                Tensor target = frame.target(input(1));
                target.write(slopeGradient);
                frame.contribute(input(1), target);
            }
            if (frame.wants(input(0))) {
                frame.contribute(input(0), g);
            } else {
                frame.free(g);
            }
        }
    }

    /** Average or maximum pooling by the native operation. */
    static final class Pool2d extends Instruction {
        private final int stride;
        private final NativeCall forward;
        private final NativeCall backward;

        Pool2d(int[] inputs, int[] outputs, String name, long[] iArgs) {
            super(inputs, outputs);
            stride = (int) iArgs[2];
            forward = NativeCall.of(name, iArgs);
            backward = NativeCall.of(name + "_bp", iArgs);
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            int h = (x.size(1) + stride - 1) / stride;
            int w = (x.size(2) + stride - 1) / stride;
            Tensor y = frame.allocate(output(0), x.size(0), h, w, x.size(3));
            forward.run(List.of(x.array()), List.of(y.array()));
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor gx = frame.target(input(0));
                backward.run(
                        List.of(
                                frame.value(input(0)).array(),
                                frame.gradient(output(0)).array()),
                        List.of(gx.array()));
                frame.contribute(input(0), gx);
            }
        }
    }
}
