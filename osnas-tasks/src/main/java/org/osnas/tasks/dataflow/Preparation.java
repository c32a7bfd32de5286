package org.osnas.tasks.dataflow;

import java.util.Optional;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Normalization;
import org.osnas.api.task.Pixels;
import org.osnas.tasks.augment.Mixing;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.Reading;

/**
 * What happens to examples on their way into a batch.
 *
 * @param size side of the square that images are centred in, 0 for their own size
 * @param crop side of the square that is cut out of the middle of images, 0 for none; shifts of training images move it
 * @param channels 0 for those of the examples, or more to repeat the only one
 * @param reading how files became the examples
 * @param normalization empty to use the statistics of the training examples
 * @param augmentation of training examples
 * @param prefetch batches prepared ahead on a thread of their own, 0 for none
 */
record Preparation(
        int size,
        int crop,
        int channels,
        Reading reading,
        Optional<Normalization> normalization,
        Augmentation augmentation,
        int prefetch) {

    static final Preparation DEFAULT = new Preparation(0, 0, 0, Reading.PLAIN, Optional.empty(), Augmentation.NONE, 2);

    Preparation withNormalization(Normalization given) {
        return new Preparation(size, crop, channels, reading, Optional.of(given), augmentation, prefetch);
    }

    Preparation withAugmentation(Augmentation changed) {
        return new Preparation(size, crop, channels, reading, normalization, changed, prefetch);
    }

    /**
     * What becomes of examples.
     *
     * @throws org.osnas.api.spi.BadInputException when they would have to be cut, or channels invented
     */
    DataDescription describe(Examples train) {
        Check.that(
                train.pixels() != Pixels.VALUES || augmentation.changes().isEmpty(),
                "Crops, colours and RandAugment change pixels from 0 to 255, but these examples are other numbers. Leave them out");
        Check.that(
                train.labels().kind() == LabelKind.CLASS
                        || augmentation.mixing().equals(Mixing.NONE),
                "mixup and CutMix mix labels, which makes sense of classes only, not of %s. Leave them out",
                train.labels().kind());
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
        Check.that(
                crop <= Math.min(own.height(), own.width()),
                "centre-crop is %d, but the images are %s; use at most %d, or 0 for none",
                crop,
                own,
                Math.min(own.height(), own.width()));
        int side = crop > 0 ? crop : size;
        int depth = channels == 0 ? own.channels() : channels;
        Check.that(
                depth == own.channels() || own.channels() == 1,
                "channels is %d, but the images have %d; only one channel can be repeated. Use 0 for those of the images",
                depth,
                own.channels());
        return new Shape(side == 0 ? own.height() : side, side == 0 ? own.width() : side, depth);
    }
}
