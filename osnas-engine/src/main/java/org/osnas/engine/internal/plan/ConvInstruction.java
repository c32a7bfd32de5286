package org.osnas.engine.internal.plan;

/** {@code conv2d} or {@code depthwise_conv2d} without bias. */
final class ConvInstruction extends Instruction {

    private final ConvArguments arguments;
    private final Convolution convolution;

    ConvInstruction(int[] inputs, int[] outputs, ConvArguments arguments, Kernels kernels) {
        super(inputs, outputs);
        this.arguments = arguments;
        this.convolution = kernels.convolution(arguments);
    }

    @Override
    String description() {
        return "%s %2$dx%2$d/%3$d"
                .formatted(arguments.depthwise() ? "Depthwise" : "Conv", arguments.kernel(), arguments.stride());
    }

    @Override
    void forward(Frame frame) {
        Tensor x = frame.value(input(0));
        Tensor w = frame.value(input(1));
        int channels = arguments.depthwise() ? x.channels() : w.channels();
        Tensor y = frame.allocate(
                output(0), x.size(0), arguments.outSize(x.size(1)), arguments.outSize(x.size(2)), channels);
        convolution.forward(x, w, y);
    }

    @Override
    void backward(Frame frame) {
        Tensor gx = frame.wants(input(0)) ? frame.target(input(0)) : null;
        Tensor gw = frame.wants(input(1)) ? frame.target(input(1)) : null;
        if (gx == null && gw == null) {
            return;
        }
        convolution.backward(
                frame.pool(), frame.value(input(0)), frame.value(input(1)), frame.gradient(output(0)), gx, gw);
        if (gx != null) {
            frame.contribute(input(0), gx);
        }
        if (gw != null) {
            frame.contribute(input(1), gw);
        }
    }
}
