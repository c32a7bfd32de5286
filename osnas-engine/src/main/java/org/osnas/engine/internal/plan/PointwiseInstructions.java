package org.osnas.engine.internal.plan;

/** Element-wise operations of one input whose gradient follows from the output or the input alone. */
final class PointwiseInstructions {

    private PointwiseInstructions() {}

    /** A function without parameters. */
    static final class Activate extends Instruction {
        private final Nonlinearity function;

        Activate(int[] inputs, int[] outputs, Nonlinearity function) {
            super(inputs, outputs);
            this.function = function;
        }

        @Override
        String description() {
            return function.toString();
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            frame.kernels().activate(function, x, frame.overwrite(input(0), output(0)));
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor g = frame.takeGradient(output(0));
                frame.kernels().activateBackward(function, frame.value(input(0)), frame.value(output(0)), g, g);
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
            frame.kernels().affine(x, factor, term, y);
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor g = frame.takeGradient(output(0));
                frame.kernels().affine(g, factor, 0f, g);
                frame.contribute(input(0), g);
            }
        }
    }

    /** {@code add}: the residual connection; operands of different shapes are broadcast by the native operation. */
    static class Sum extends Instruction {
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
            frame.kernels().add(a, b, y);
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
                frame.kernels().copy(g, copy);
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
