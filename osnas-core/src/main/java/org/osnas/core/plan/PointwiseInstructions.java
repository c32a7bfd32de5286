package org.osnas.core.plan;

import org.osnas.core.kernel.ElementwiseKernel;

/** Element-wise operations of one input whose gradient follows from the output or the input alone. */
final class PointwiseInstructions {

    private PointwiseInstructions() {}

    /** {@code relu} with cutoff 0, or {@code relu6}. */
    static final class Relu extends Instruction {
        private final boolean six;

        Relu(int[] inputs, int[] outputs, boolean six) {
            super(inputs, outputs);
            this.six = six;
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            Tensor y = frame.overwrite(input(0), output(0));
            if (six) {
                ElementwiseKernel.relu6(x.buffer(), y.buffer(), x.length());
            } else {
                ElementwiseKernel.relu(x.buffer(), y.buffer(), x.length());
            }
        }

        @Override
        void backward(Frame frame) {
            if (!frame.wants(input(0))) {
                return;
            }
            Tensor y = frame.value(output(0));
            Tensor g = frame.takeGradient(output(0));
            if (six) {
                ElementwiseKernel.relu6Backward(y.buffer(), g.buffer(), g.buffer(), y.length());
            } else {
                ElementwiseKernel.reluBackward(y.buffer(), g.buffer(), g.buffer(), y.length());
            }
            frame.contribute(input(0), g);
        }
    }

    /** {@code x * relu6(x + 3) / 6}. */
    static final class HSwish extends Instruction {
        HSwish(int[] inputs, int[] outputs) {
            super(inputs, outputs);
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            Tensor y = frame.overwrite(input(0), output(0));
            ElementwiseKernel.hSwish(x.buffer(), y.buffer(), x.length());
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor x = frame.value(input(0));
                Tensor g = frame.takeGradient(output(0));
                ElementwiseKernel.hSwishBackward(x.buffer(), g.buffer(), g.buffer(), x.length());
                frame.contribute(input(0), g);
            }
        }
    }

    /** {@code sigmoid}. */
    static final class Sigmoid extends Instruction {
        Sigmoid(int[] inputs, int[] outputs) {
            super(inputs, outputs);
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            Tensor y = frame.overwrite(input(0), output(0));
            ElementwiseKernel.sigmoid(x.buffer(), y.buffer(), x.length());
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor y = frame.value(output(0));
                Tensor g = frame.takeGradient(output(0));
                ElementwiseKernel.sigmoidBackward(y.buffer(), g.buffer(), g.buffer(), y.length());
                frame.contribute(input(0), g);
            }
        }
    }

    /** {@code a * x + b} with numbers a and b: {@code add_scalar}, {@code mul_scalar} and the like. */
    static final class Affine extends Instruction {
        private final float factor;
        private final float term;

        Affine(int[] inputs, int[] outputs, double factor, double term) {
            super(inputs, outputs);
            this.factor = (float) factor;
            this.term = (float) term;
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            Tensor y = frame.overwrite(input(0), output(0));
            ElementwiseKernel.affine(x.buffer(), factor, term, y.buffer(), x.length());
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor g = frame.takeGradient(output(0));
                ElementwiseKernel.affine(g.buffer(), factor, 0f, g.buffer(), g.length());
                frame.contribute(input(0), g);
            }
        }
    }

    /** {@code add}: the residual connection; operands of different shapes are broadcast by the native operation. */
    static final class Sum extends Instruction {
        private final NativeInstruction broadcast;

        Sum(int[] inputs, int[] outputs) {
            super(inputs, outputs);
            broadcast = new NativeInstruction(inputs, outputs, NativeCall.of("add"), NativeCall.of("add_bp"));
        }

        private boolean sameShapes(Frame frame) {
            return frame.value(input(0)).hasShape(frame.value(input(1)).shape());
        }

        @Override
        void forward(Frame frame) {
            Tensor a = frame.value(input(0));
            Tensor b = frame.value(input(1));
            if (!a.hasShape(b.shape())) {
                broadcast.forward(frame);
                return;
            }
            Tensor y =
                    input(0) == input(1) ? frame.allocate(output(0), a.shape()) : frame.overwrite(input(0), output(0));
            ElementwiseKernel.add(a.buffer(), b.buffer(), y.buffer(), a.length());
        }

        @Override
        void backward(Frame frame) {
            if (!sameShapes(frame)) {
                broadcast.backward(frame);
                return;
            }
            Tensor g = frame.takeGradient(output(0));
            if (frame.wants(input(1))) {
                Tensor copy = frame.target(input(1));
                Copy.all(g, copy);
                frame.contribute(input(1), copy);
            }
            if (frame.wants(input(0))) {
                frame.contribute(input(0), g);
            } else {
                frame.free(g);
            }
        }
    }
}
