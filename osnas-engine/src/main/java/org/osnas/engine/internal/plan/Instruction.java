package org.osnas.engine.internal.plan;

/**
 * One compiled operation, or a fused pair. Values are numbered within the plan; a {@link Frame} holds their arrays and
 * gradients during a pass. Instructions keep no state between passes.
 */
abstract class Instruction {

    private final int[] inputs;
    private final int[] outputs;

    Instruction(int[] inputs, int[] outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    final int input(int i) {
        return inputs[i];
    }

    final int inputCount() {
        return inputs.length;
    }

    final int output(int i) {
        return outputs[i];
    }

    final int outputCount() {
        return outputs.length;
    }

    final int[] inputs() {
        return inputs;
    }

    final int[] outputs() {
        return outputs;
    }

    /** What a profile calls this instruction. */
    String description() {
        return getClass().getSimpleName().replace("Instruction", "");
    }

    /** Takes over statistics that were collected, if it has any. */
    void adopt(Frame frame, BlockStatistics statistics) {}

    /** Sets the outputs from the inputs. */
    abstract void forward(Frame frame);

    /** Adds to the gradients of the inputs, given those of the outputs. Not called if no output has a gradient. */
    abstract void backward(Frame frame);
}
