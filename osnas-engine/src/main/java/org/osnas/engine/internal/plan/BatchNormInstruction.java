package org.osnas.engine.internal.plan;

import java.util.Optional;
import org.osnas.engine.internal.kernel.FusedActivation;

/** {@code batchnorm} over the last dimension, fused with the activation behind it. */
final class BatchNormInstruction extends Instruction {

    private static final int X = 0;
    private static final int MEAN = 1;
    private static final int VARIANCE = 2;
    private static final int GAMMA = 3;
    private static final int BETA = 4;

    private final int number;
    private final int index;
    private final float epsilon;
    private final float momentum;
    private final FusedActivation act;

    /** What the backward pass needs beside the input. */
    private record Saved(float[] mean, float[] invStd) {}

    /**
     * @param inputs x, mean, variance, gamma, beta
     * @param number of this instruction in the plan
     * @param index of this normalisation in the block
     */
    BatchNormInstruction(
            int[] inputs, int[] outputs, int number, int index, double epsilon, double momentum, FusedActivation act) {
        super(inputs, outputs);
        this.number = number;
        this.index = index;
        this.epsilon = (float) epsilon;
        this.momentum = (float) momentum;
        this.act = act;
    }

    @Override
    String description() {
        return "BatchNorm+" + act;
    }

    @Override
    void forward(Frame frame) {
        Tensor x = frame.value(input(X));
        int channels = x.channels();
        int rows = x.rows();
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        ForwardMode mode = frame.mode();
        if (mode instanceof ForwardMode.Fixed fixed) {
            fixedStatistics(frame, fixed.statistics(), mean, variance);
        } else {
            frame.kernels().statistics(x, mean, variance);
            if (mode instanceof ForwardMode.Training training) {
                if (training.movesRunning()) {
                    moveRunning(frame.value(input(MEAN)), mean, 1f);
                    moveRunning(frame.value(input(VARIANCE)), variance, unbiased(rows));
                }
            } else if (mode instanceof ForwardMode.BatchStatistics batch) {
                batch.sink().ifPresent(sink -> sink.add(index, mean, scaled(variance, unbiased(rows))));
            }
        }
        float[] gamma = values(frame, GAMMA);
        float[] shift = values(frame, BETA);
        float[] invStd = new float[channels];
        float[] scale = new float[channels];
        for (int c = 0; c < channels; c++) {
            invStd[c] = (float) (1.0 / Math.sqrt((double) variance[c] + epsilon));
            scale[c] = gamma[c] * invStd[c];
            shift[c] -= mean[c] * scale[c];
        }
        if (frame.training()) {
            frame.save(number, new Saved(mean, invStd));
        }
        Tensor y = frame.overwrite(input(X), output(0));
        frame.kernels().normalise(x, scale, shift, act, y);
    }

    @Override
    void backward(Frame frame) {
        Saved saved = (Saved) frame.saved(number);
        Tensor x = frame.value(input(X));
        int channels = x.channels();
        float[] dGamma = new float[channels];
        float[] dBeta = new float[channels];
        // The output's gradient is not needed again, so its array becomes the input's gradient.
        Tensor gradient = frame.takeGradient(output(0));
        frame.kernels()
                .normaliseBackward(
                        x,
                        gradient,
                        saved.mean(),
                        saved.invStd(),
                        values(frame, GAMMA),
                        values(frame, BETA),
                        act,
                        gradient,
                        dGamma,
                        dBeta);
        if (frame.wants(input(X))) {
            frame.contribute(input(X), gradient);
        } else {
            frame.free(gradient);
        }
        contribute(frame, input(GAMMA), dGamma);
        contribute(frame, input(BETA), dBeta);
    }

    @Override
    void adopt(Frame frame, BlockStatistics statistics) {
        frame.value(input(MEAN)).write(statistics.mean(index));
        frame.value(input(VARIANCE)).write(statistics.variance(index));
    }

    private void fixedStatistics(Frame frame, Optional<BlockStatistics> statistics, float[] mean, float[] variance) {
        if (statistics.isPresent()) {
            System.arraycopy(statistics.get().mean(index), 0, mean, 0, mean.length);
            System.arraycopy(statistics.get().variance(index), 0, variance, 0, mean.length);
        } else {
            frame.value(input(MEAN)).read(mean);
            frame.value(input(VARIANCE)).read(variance);
        }
    }

    private void moveRunning(Tensor running, float[] batch, float factor) {
        float[] values = running.toArray();
        for (int c = 0; c < values.length; c++) {
            values[c] += momentum * (batch[c] * factor - values[c]);
        }
        running.write(values);
    }

    private static float unbiased(int rows) {
        return rows > 1 ? (float) rows / (rows - 1) : 1f;
    }

    private static float[] scaled(float[] values, float factor) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] * factor;
        }
        return result;
    }

    private float[] values(Frame frame, int which) {
        return frame.value(input(which)).toArray();
    }

    private static void contribute(Frame frame, int value, float[] gradient) {
        if (frame.wants(value)) {
            Tensor target = frame.target(value);
            target.write(gradient);
            frame.contribute(value, target);
        }
    }
}
