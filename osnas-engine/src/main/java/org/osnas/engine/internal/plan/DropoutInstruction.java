package org.osnas.engine.internal.plan;

import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;

/** Inverted dropout: a mask while training, nothing otherwise. */
final class DropoutInstruction extends Instruction {

    private static final float[] NO_MASK = {};

    private final int number;
    private final double rate;

    DropoutInstruction(int[] inputs, int[] outputs, int number, double rate) {
        super(inputs, outputs);
        this.number = number;
        this.rate = rate;
    }

    @Override
    void forward(Frame frame) {
        Tensor x = frame.value(input(0));
        float[] values = x.toArray();
        if (frame.mode() instanceof ForwardMode.Training training && training.drops() && rate > 0) {
            RandomGenerator random = Seeds.generator(training.dropoutSeed(), "dropout", number);
            float[] mask = new float[values.length];
            float keep = (float) (1 / (1 - rate));
            for (int i = 0; i < mask.length; i++) {
                mask[i] = random.nextDouble() < rate ? 0f : keep;
                values[i] *= mask[i];
            }
            frame.save(number, mask);
        } else {
            frame.save(number, NO_MASK);
        }
        frame.overwrite(input(0), output(0)).write(values);
    }

    @Override
    void backward(Frame frame) {
        if (!frame.wants(input(0))) {
            return;
        }
        Tensor gx = frame.target(input(0));
        float[] gradient = frame.gradient(output(0)).toArray();
        if (frame.saved(number) instanceof float[] mask) {
            for (int i = 0; i < mask.length; i++) {
                gradient[i] *= mask[i];
            }
        }
        gx.write(gradient);
        frame.contribute(input(0), gx);
    }
}
