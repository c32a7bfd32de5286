package org.osnas.tasks.dataflow;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Normalization;
import org.osnas.tasks.augment.RandomErasing;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.Labels;
import org.osnas.tasks.dataflow.Augmentation.Change;
import org.osnas.tasks.internal.NumberedBatches;

/** Makes arrays of chosen examples. One thread at a time: it stages values in an array of its own. */
final class BatchBuilder {

    private final Labels labels;
    private final ExampleConverter converter;
    private final Shape input;
    private final double[] means;
    private final double[] deviations;
    private float[] inputs = new float[0];
    private float[] rows = new float[0];

    BatchBuilder(Examples examples, Shape input, Normalization normalization) {
        this.labels = examples.labels();
        this.converter = new ExampleConverter(examples, input, normalization);
        this.input = input;
        this.means = normalization.forChannels(input.channels()).means();
        this.deviations = normalization.forChannels(input.channels()).deviations();
    }

    /** A new batch that its taker closes; draws augmentation in the order of the examples. */
    Batch build(int[] chosen, Augmentation augmentation, RandomGenerator random) {
        int length = (int) input.elements();
        int width = labels.width();
        if (inputs.length != chosen.length * length) {
            inputs = new float[chosen.length * length];
            rows = new float[chosen.length * width];
        }
        Arrays.fill(rows, 0f);
        for (int i = 0; i < chosen.length; i++) {
            Change change = augmentation.equals(Augmentation.NONE)
                    ? Change.NONE
                    : augmentation.draw(random, input.height(), input.width());
            converter.convert(chosen[i], change, inputs, i * length);
            labels.write(chosen[i], rows, i * width);
        }
        // After all shifts and mirrors are drawn, which so do not depend on what else there is.
        change(augmentation, chosen.length, random);
        return NumberedBatches.batch(chosen.length, inputs, input, rows, width);
    }

    private void change(Augmentation augmentation, int size, RandomGenerator random) {
        int length = (int) input.elements();
        for (int i = 0; i < size; i++) {
            if (!augmentation.changes().isEmpty()) {
                float[] pixels = pixels(i * length, length);
                augmentation.changes().forEach(change -> change.apply(pixels, input, random));
                write(pixels, i * length);
            }
            if (!augmentation.erasing().equals(RandomErasing.NONE)) {
                augmentation.erasing().apply(inputs, i * length, input, random);
            }
        }
        augmentation.mixing().apply(inputs, rows, input, random);
    }

    /** An image from 0 to 1 again. */
    private float[] pixels(int at, int length) {
        float[] pixels = new float[length];
        for (int i = 0; i < length; i++) {
            int channel = i % means.length;
            pixels[i] = (float) Math.max(0, Math.min(1, inputs[at + i] * deviations[channel] + means[channel]));
        }
        return pixels;
    }

    private void write(float[] pixels, int at) {
        for (int i = 0; i < pixels.length; i++) {
            int channel = i % means.length;
            inputs[at + i] = (float) ((pixels[i] - means[channel]) / deviations[channel]);
        }
    }
}
