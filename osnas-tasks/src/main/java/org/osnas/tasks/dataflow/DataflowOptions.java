package org.osnas.tasks.dataflow;

import java.util.List;
import java.util.Optional;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Divisible;
import org.osnas.api.task.Normalization;
import org.osnas.tasks.data.ClassBalance;
import org.osnas.tasks.data.DataSplits;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.Reading;

/**
 * The settings that all image data sets share. A provider reads them beside its own, and opens with them what it read.
 *
 * @param validation images set aside for validation: a share below 1, or a whole number
 * @param limit at most so many training images, 0 for all
 * @param testLimit at most so many test images, 0 for all
 * @param size side of the square that images are centred in, 0 for their own size
 * @param crop side of the square that is cut out of the middle of images, 0 for none
 * @param channels 0 for those of the images, or 3 to repeat a grey channel
 * @param mean of each channel on the scale of 0 to 1; empty to use the statistics of the training images
 * @param std of each channel; empty exactly if {@code mean} is
 * @param prefetch batches prepared ahead on a thread of their own, 0 for none
 */
public record DataflowOptions(
        double validation,
        int limit,
        int testLimit,
        int size,
        int crop,
        int channels,
        Augmentation augmentation,
        List<Double> mean,
        List<Double> std,
        int prefetch) {

    public DataflowOptions {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        Check.that(
                validation > 0 && (validation < 1 || validation == Math.rint(validation)),
                "validation must be a share above 0 and below 1, or a whole number of images, got %s",
                validation);
        Check.that(
                mean.isEmpty() == std.isEmpty(),
                "mean and std must be given together (or neither, to use the statistics of the training images)");
    }

    /**
     * What a data set starts from where its settings are silent.
     *
     * @param validation images set aside for validation: a share below 1, or a whole number
     * @param flip whether half of the training images are mirrored
     * @param pad pixels around a training image from which it is cropped to its size again
     */
    public record Defaults(double validation, boolean flip, int pad) {

        /**
         * As usual for CIFAR: crops of images padded by 4, and mirroring (He et al. 2016, <a
         * href="https://arxiv.org/abs/1512.03385">ResNet</a>, section 4.2).
         */
        static final Defaults CIFAR = new Defaults(0.1, true, 4);

        /** With crops of images padded by 2. */
        public Defaults(double validation, boolean flip) {
            this(validation, flip, 2);
        }
    }

    /**
     * Reads the shared keys; the caller reads its own and then rejects unknown ones.
     *
     * @throws BadInputException naming the key that cannot be
     */
    public static DataflowOptions read(Settings settings, Defaults defaults) {
        boolean augment = settings.about("vary training images at random").flag("augment", true);
        Augmentation augmentation = AugmentationSettings.read(settings, defaults);
        return new DataflowOptions(
                settings.about("share of the training examples held back, or their number")
                        .number("validation", defaults.validation(), 0, Integer.MAX_VALUE),
                settings.about("training examples used at most; 0 for all").integer("limit", 0, 0, Integer.MAX_VALUE),
                settings.about("test examples used at most; 0 for all").integer("test-limit", 0, 0, Integer.MAX_VALUE),
                settings.about("side that images are brought to; 0 for their own")
                        .integer("size", 0, 0, 8192),
                settings.about("side of the middle that is cut out afterwards; 0 for none")
                        .integer("centre-crop", 0, 0, 8192),
                settings.about("1 for grey, 3 for colour; 0 for their own").integer("channels", 0, 0, 3),
                augment ? augmentation : Augmentation.NONE,
                settings.about("of each channel, by which pixels are normalised; computed if empty")
                        .numbers("mean", List.of()),
                settings.about("deviation of each channel; computed if empty").numbers("std", List.of()),
                settings.about("batches prepared ahead").integer("prefetch", 2, 0, 64));
    }

    /**
     * The batches of images with these settings; the share for validation does not count if they have a part for it.
     *
     * @param seed root seed of shuffling and augmentation
     * @throws BadInputException when splits, sizes or channels asked for are not possible with these images
     */
    public Divisible open(ImageData data, int batchSize, long seed) {
        return open(splits(data), data.reading(), batchSize, 0, seed);
    }

    private DataSplits splits(ImageData data) {
        ImageSet all = data.train();
        if (data.validation().isPresent()) {
            return new DataSplits(limited(all, limit), data.validation().get(), limited(data.test(), testLimit));
        }
        int[] held = ClassBalance.pick(all.labels(), validationImages(all.size()));
        return new DataSplits(
                limited(all.select(ClassBalance.complement(held, all.size())), limit),
                all.select(held),
                limited(data.test(), testLimit));
    }

    /**
     * The batches of examples that are divided already; the share for validation does not count.
     *
     * @param reading how files became the examples
     * @param seed root seed of shuffling and augmentation
     * @throws BadInputException when sizes or channels asked for are not possible with these examples
     */
    public Divisible open(DataSplits splits, Reading reading, int batchSize, long seed) {
        return open(
                new DataSplits(limited(splits.train(), limit), splits.validation(), limited(splits.test(), testLimit)),
                reading,
                batchSize,
                0,
                seed);
    }

    /** The batches of examples that are divided already, with so many of each class or identity in a batch. */
    Divisible open(DataSplits splits, Reading reading, int batchSize, int together, long seed) {
        Optional<Normalization> normalization =
                mean.isEmpty() ? Optional.empty() : Optional.of(new Normalization(mean, std));
        return new ArrayDataflow(
                splits,
                new Preparation(size, crop, channels, reading, normalization, augmentation, prefetch),
                batchSize,
                together,
                seed);
    }

    static Examples limited(Examples images, int limit) {
        return limit == 0 || limit >= images.size() ? images : images.select(ClassBalance.pick(images.labels(), limit));
    }

    /** Number of validation images among {@code total}; leaves at least one for training. */
    private int validationImages(int total) {
        double exact = validation < 1 ? Math.rint(validation * total) : validation;
        if (exact < 1 || exact >= total) {
            throw new BadInputException(
                    "validation is %s, which is %.0f of %d training images; it must leave at least one on both sides"
                            .formatted(validation, exact, total));
        }
        return (int) exact;
    }
}
