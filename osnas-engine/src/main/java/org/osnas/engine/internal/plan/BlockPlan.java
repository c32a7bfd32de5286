package org.osnas.engine.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A block compiled to instructions over pooled arrays. One pass at a time: a training pass is {@link #forward} with
 * {@link ForwardMode.Training}, then {@link #backward} or {@link #discard}. Not thread-safe.
 */
public final class BlockPlan {

    private final Instruction[] instructions;
    private final Frame frame;
    private final TensorPool pool;
    private final int[] inputs;
    private final int[] outputs;
    private final int[][] lastUses;
    private final int normalisations;
    private boolean pending;

    /**
     * @param lastUses for each instruction, the values that no later instruction reads
     */
    BlockPlan(
            List<Instruction> instructions,
            Frame frame,
            TensorPool pool,
            int[] inputs,
            int[] outputs,
            int[][] lastUses,
            int normalisations) {
        this.instructions = instructions.toArray(Instruction[]::new);
        this.frame = frame;
        this.pool = pool;
        this.inputs = inputs;
        this.outputs = outputs;
        this.lastUses = lastUses;
        this.normalisations = normalisations;
    }

    /** Number of batch normalisations, for {@link BlockStatistics}. */
    public int normalisations() {
        return normalisations;
    }

    /** Makes collected statistics the running ones of the weights. */
    public void adopt(BlockStatistics statistics) {
        for (Instruction instruction : instructions) {
            instruction.adopt(frame, statistics);
        }
    }

    /**
     * Runs the block.
     *
     * @param x an input each, {@code [batch, height, width, channels]}; they stay the caller's, and in training must stay
     *     unchanged until the backward pass
     * @return the outputs; in training the plan's until {@link #backward} or {@link #discard}, otherwise the caller's,
     *     who releases them to the pool
     */
    public List<Tensor> forward(List<Tensor> x, ForwardMode mode) {
        discard();
        frame.begin(mode);
        for (int i = 0; i < inputs.length; i++) {
            frame.setInput(inputs[i], x.get(i));
        }
        boolean training = mode instanceof ForwardMode.Training;
        for (int i = 0; i < instructions.length; i++) {
            InstructionEvent event = new InstructionEvent();
            event.begin();
            instructions[i].forward(frame);
            record(event, instructions[i], false);
            if (!training) {
                for (int v : lastUses[i]) {
                    frame.drop(v);
                }
            }
        }
        if (training) {
            pending = true;
            return Arrays.stream(outputs).mapToObj(frame::value).toList();
        }
        List<Tensor> result = Arrays.stream(outputs).mapToObj(frame::take).toList();
        forgetInputs();
        return result;
    }

    /**
     * Backward pass of the last training pass. Gradients of the weights are assigned to the arrays that the plan was
     * compiled with.
     *
     * @param gradients of the outputs; the plan takes them over and returns them to the pool
     * @param wantsInputs whether the gradients of the inputs are needed
     * @return gradients of the inputs, now the caller's; empty if not wanted
     */
    public List<Tensor> backward(List<Tensor> gradients, boolean wantsInputs) {
        if (!pending) {
            throw new IllegalStateException("backward needs a training forward pass first");
        }
        frame.inputGradientWanted(wantsInputs);
        for (int i = 0; i < outputs.length; i++) {
            frame.contribute(outputs[i], gradients.get(i));
        }
        for (int i = instructions.length - 1; i >= 0; i--) {
            Instruction instruction = instructions[i];
            if (hasGradient(instruction)) {
                InstructionEvent event = new InstructionEvent();
                event.begin();
                instruction.backward(frame);
                record(event, instruction, true);
            }
            for (int v : instruction.outputs()) {
                frame.dropGradient(v);
                frame.drop(v);
            }
        }
        List<Tensor> result = new ArrayList<>();
        for (int input : inputs) {
            if (wantsInputs) {
                result.add(frame.reached(input) ? frame.takeGradient(input) : zeros(frame.value(input)));
            } else if (frame.reached(input)) {
                pool.release(frame.takeGradient(input));
            }
        }
        frame.settleWeightGradients();
        finish();
        return result;
    }

    private Tensor zeros(Tensor like) {
        Tensor zeros = pool.acquire(like.shape());
        zeros.array().assign(0f);
        return zeros;
    }

    /** Drops what a training forward pass kept, if no backward pass follows. */
    public void discard() {
        if (pending) {
            for (Instruction instruction : instructions) {
                for (int v : instruction.outputs()) {
                    frame.drop(v);
                }
            }
            finish();
        }
    }

    private void finish() {
        forgetInputs();
        pending = false;
    }

    private void forgetInputs() {
        for (int input : inputs) {
            frame.forgetInput(input);
        }
    }

    private void record(InstructionEvent event, Instruction instruction, boolean backward) {
        event.end();
        if (event.shouldCommit()) {
            event.operation = instruction.description();
            event.output = Arrays.toString(frame.value(instruction.output(0)).shape());
            event.backward = backward;
            event.commit();
        }
    }

    private boolean hasGradient(Instruction instruction) {
        for (int v : instruction.outputs()) {
            if (frame.reached(v)) {
                return true;
            }
        }
        return false;
    }

    /** The instructions in their order. */
    @Override
    public String toString() {
        return Arrays.stream(instructions).map(Instruction::description).collect(Collectors.joining(", "));
    }
}
