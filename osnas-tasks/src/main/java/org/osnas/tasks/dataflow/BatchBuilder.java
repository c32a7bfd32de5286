package org.osnas.tasks.dataflow;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.dataflow.Augmentation.Change;

/** Makes arrays of chosen images. One thread at a time: it stages values in an array of its own. */
final class BatchBuilder {

    private final ImageSet images;
    private final ImageConverter converter;
    private final Shape input;
    private float[] features = new float[0];
    private float[] labels = new float[0];

    BatchBuilder(ImageSet images, ImageConverter converter, Shape input) {
        this.images = images;
        this.converter = converter;
        this.input = input;
    }

    /** A new batch that its taker closes; draws augmentation in the order of the images. */
    Batch build(int[] chosen, Augmentation augmentation, RandomGenerator random) {
        int length = (int) input.elements();
        int classes = images.classes();
        if (features.length != chosen.length * length) {
            features = new float[chosen.length * length];
            labels = new float[chosen.length * classes];
        }
        Arrays.fill(labels, 0f);
        for (int i = 0; i < chosen.length; i++) {
            Change change = augmentation.equals(Augmentation.NONE)
                    ? Change.NONE
                    : augmentation.draw(random, input.height(), input.width());
            converter.convert(images.pixels(chosen[i]), change, features, i * length);
            labels[i * classes + images.label(chosen[i])] = 1f;
        }
        // Outside any workspace of the calling thread: the taker decides when the batch ends.
        MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces();
        try {
            return new Batch(
                    array(features, chosen.length, input.height(), input.width(), input.channels()),
                    array(labels, chosen.length, classes));
        } finally {
            outside.close();
        }
    }

    // Copies in bulk and, unlike a buffer's NIO view, also where the memory of the backend is a device's.
    private static INDArray array(float[] values, long... shape) {
        return Nd4j.create(values, shape, 'c');
    }
}
