package org.osnas.tasks.dataflow;

import java.util.Optional;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Normalization;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.Reading;

/**
 * What happens to examples on their way into a batch.
 *
 * @param size side of the square that images are centred in, 0 for their own size
 * @param channels 0 for those of the examples, or more to repeat the only one
 * @param reading how files became the examples
 * @param normalization empty to use the statistics of the training examples
 * @param augmentation of training examples
 * @param prefetch batches prepared ahead on a thread of their own, 0 for none
 */
record Preparation(
        int size,
        int channels,
        Reading reading,
        Optional<Normalization> normalization,
        Augmentation augmentation,
        int prefetch) {

    static final Preparation DEFAULT = new Preparation(0, 0, Reading.PLAIN, Optional.empty(), Augmentation.NONE, 2);

    Preparation withNormalization(Normalization given) {
        return new Preparation(size, channels, reading, Optional.of(given), augmentation, prefetch);
    }

    Preparation withAugmentation(Augmentation changed) {
        return new Preparation(size, channels, reading, normalization, changed, prefetch);
    }

    /**
     * What becomes of examples.
     *
     * @throws org.osnas.api.spi.BadInputException when they would have to be cut, or channels invented
     */
    DataDescription describe(Examples train) {
        return new DataDescription(
                train.shape(),
                input(train.shape()),
                train.pixels(),
                reading.resizing(),
                normalization.orElseGet(train::statistics),
                train.labels().kind(),
                train.labels().names());
    }

    private Shape input(Shape own) {
        Check.that(
                size == 0 || size >= Math.max(own.height(), own.width()),
                "size %d is smaller than the images (%s), which would have to be cut; use at least %d, or 0 for their own size",
                size,
                own,
                Math.max(own.height(), own.width()));
        int depth = channels == 0 ? own.channels() : channels;
        Check.that(
                depth == own.channels() || own.channels() == 1,
                "channels is %d, but the images have %d; only one channel can be repeated. Use 0 for those of the images",
                depth,
                own.channels());
        return new Shape(size == 0 ? own.height() : size, size == 0 ? own.width() : size, depth);
    }
}
