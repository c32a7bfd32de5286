package org.osnas.engine.internal.plan;

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
    private final int input;
    private final int output;
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
            int input,
            int output,
            int[][] lastUses,
            int normalisations) {
        this.instructions = instructions.toArray(Instruction[]::new);
        this.frame = frame;
        this.pool = pool;
        this.input = input;
        this.output = output;
        this.lastUses = lastUses;
        this.normalisations = normalisations;
    }

    /** Number of batch normalisations, for {@link BlockStatistics}. */
    public int normalisations() {
        return normalisations;
    }

    /**
     * Runs the block.
     *
     * @param x {@code [batch, height, width, channels]}; stays the caller's, and in training must stay unchanged until
     *     the backward pass
     * @return the output; in training the plan's until {@link #backward} or {@link #discard}, otherwise the caller's,
     *     who releases it to the pool
     */
    public Tensor forward(Tensor x, ForwardMode mode) {
        discard();
        frame.begin(mode, input, x);
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
            return frame.value(output);
        }
        frame.forgetInput(input);
        return frame.take(output);
    }

    /**
     * Backward pass of the last training pass. Gradients of the weights are assigned to the arrays that the plan was
     * compiled with.
     *
     * @param gradient of the output; the plan takes it over and returns it to the pool
     * @param wantsInput whether the gradient of the input is needed
     * @return gradient of the input, now the caller's, or null if not wanted
     */
    public Tensor backward(Tensor gradient, boolean wantsInput) {
        if (!pending) {
            throw new IllegalStateException("backward needs a training forward pass first");
        }
        frame.inputGradientWanted(wantsInput);
        frame.setGradient(output, gradient);
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
        Tensor result = frame.takeGradient(input);
        if (wantsInput && result == null) {
            result = pool.acquire(frame.value(input).shape());
            result.array().assign(0f);
        }
        frame.settleWeightGradients();
        finish();
        return result;
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
        frame.forgetInput(input);
        pending = false;
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
            if (frame.gradient(v) != null) {
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
