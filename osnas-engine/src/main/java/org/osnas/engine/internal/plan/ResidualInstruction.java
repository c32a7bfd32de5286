package org.osnas.engine.internal.plan;

import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;

/**
 * The sum of a shortcut and a residual branch, which training may leave out for some images: the branch is then scaled
 * for the others, so that its mean stays. Huang et al. 2016, <a href="https://arxiv.org/abs/1603.09382">Deep Networks
 * with Stochastic Depth</a>, who drop it for whole batches and scale it in evaluation.
 */
final class ResidualInstruction extends PointwiseInstructions.Sum {

    private static final float[] ALL = {};

    private final int number;
    private final int branch;
    private final int shortcut;

    /**
     * @param number of the instruction
     * @param operand which of the two inputs is the branch
     */
    ResidualInstruction(int[] inputs, int[] outputs, int number, int operand) {
        super(inputs, outputs);
        this.number = number;
        this.branch = inputs[operand];
        this.shortcut = inputs[1 - operand];
    }

    @Override
    void forward(Frame frame) {
        float[] kept = frame.mode() instanceof ForwardMode.Training training && training.pathDrop() > 0
                ? kept(training, frame.value(branch))
                : ALL;
        frame.save(number, kept);
        if (kept.length == 0) {
            super.forward(frame);
            return;
        }
        Tensor y = frame.allocate(output(0), frame.value(branch).shape());
        scale(frame, frame.value(branch), kept, y);
        frame.kernels().add(frame.value(shortcut), y, y);
    }

    /** A factor for each channel of each image. */
    private float[] kept(ForwardMode.Training training, Tensor x) {
        RandomGenerator random = Seeds.generator(training.dropoutSeed(), "drop-path", number);
        float[] kept = new float[x.size(0) * x.channels()];
        for (int i = 0; i < kept.length; i += x.channels()) {
            float factor = random.nextDouble() < training.pathDrop() ? 0f : (float) (1 / (1 - training.pathDrop()));
            for (int c = 0; c < x.channels(); c++) {
                kept[i + c] = factor;
            }
        }
        return kept;
    }

    private static void scale(Frame frame, Tensor x, float[] kept, Tensor y) {
        Tensor factors = frame.scratch(x.size(0), x.channels());
        factors.write(kept);
        frame.kernels().scale(x, factors, y);
        frame.free(factors);
    }

    @Override
    void backward(Frame frame) {
        float[] kept = (float[]) frame.saved(number);
        if (kept.length == 0) {
            super.backward(frame);
            return;
        }
        Tensor g = frame.takeGradient(output(0));
        if (frame.wants(branch)) {
            Tensor ofBranch = frame.target(branch);
            scale(frame, g, kept, ofBranch);
            frame.contribute(branch, ofBranch);
        }
        if (frame.wants(shortcut)) {
            frame.contribute(shortcut, g);
        } else {
            frame.free(g);
        }
    }
}
