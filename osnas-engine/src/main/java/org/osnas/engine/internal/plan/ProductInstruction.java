package org.osnas.engine.internal.plan;

/**
 * {@code multiply}: maps with a factor an image and channel, as in squeeze-excite; operands of other shapes are multiplied
 * by the native operation, which takes fifty times longer for the gradient of such factors.
 */
final class ProductInstruction extends Instruction {

    private static final int NEITHER = -1;

    private final NativeInstruction others;

    ProductInstruction(int[] inputs, int[] outputs) {
        super(inputs, outputs);
        others = new NativeInstruction(inputs, outputs, NativeCall.of("multiply"), NativeCall.of("multiply_bp"));
    }

    /** Which input is the maps, if the other is their factors. */
    private int maps(Frame frame) {
        Tensor a = frame.value(input(0));
        Tensor b = frame.value(input(1));
        if (isScaledBy(a, b)) {
            return 0;
        }
        return isScaledBy(b, a) ? 1 : NEITHER;
    }

    private static boolean isScaledBy(Tensor maps, Tensor factors) {
        return maps.rank() == 4
                && maps.rows() > maps.size(0)
                && factors.hasShape(new long[] {maps.size(0), 1, 1, maps.channels()});
    }

    @Override
    void forward(Frame frame) {
        int maps = maps(frame);
        if (maps == NEITHER) {
            others.forward(frame);
            return;
        }
        Tensor x = frame.value(input(maps));
        Tensor factors = frame.value(input(1 - maps));
        frame.kernels().scale(x, factors, frame.overwrite(input(maps), output(0)));
    }

    @Override
    void backward(Frame frame) {
        int maps = maps(frame);
        if (maps == NEITHER) {
            others.backward(frame);
            return;
        }
        int x = input(maps);
        int factors = input(1 - maps);
        Tensor g = frame.takeGradient(output(0));
        Tensor factorGradient = frame.target(factors);
        frame.kernels().scaleBackward(frame.value(x), frame.value(factors), g, g, factorGradient);
        if (frame.wants(factors)) {
            frame.contribute(factors, factorGradient);
        } else {
            frame.free(factorGradient);
        }
        if (frame.wants(x)) {
            frame.contribute(x, g);
        } else {
            frame.free(g);
        }
    }
}
