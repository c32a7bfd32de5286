package org.osnas.images.detection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Normalization;
import org.osnas.images.internal.ImageLoader;
import org.osnas.images.internal.ImageOptions;
import org.osnas.tasks.augment.RandomErasing;
import org.osnas.tasks.detection.BoxAugmentation;
import org.osnas.tasks.internal.Counted;

/**
 * The settings that all data sets of images with boxes share.
 *
 * @param size height and width that images are stretched to
 * @param validation share of the training images that scores architectures
 * @param test share of the training images that is for the test, where the files give no test images
 * @param normalization of red, green and blue from 0 to 1
 * @param erasing of a rectangle of training images
 * @param prefetch batches prepared ahead, 0 for none
 * @param threads that prepare batches ahead
 * @param skipsBroken whether images that cannot be read are left out, or end the run
 * @param longest side of decoded images: larger ones are made smaller before they are varied, 0 for none
 * @param cache file that decoded images are kept in; empty to decode them at each use
 */
record BoxDataOptions(
        int size,
        double validation,
        double test,
        BoxAugmentation augmentation,
        Normalization normalization,
        RandomErasing erasing,
        int prefetch,
        int threads,
        boolean skipsBroken,
        int longest,
        Optional<Path> cache) {

    // Of the images of ImageNet, as is usual.
    private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> STD = List.of(0.229, 0.224, 0.225);

    /** Reads the shared keys; the caller reads its own and then rejects unknown ones. */
    static BoxDataOptions read(Settings settings) {
        BoxAugmentation usual = BoxAugmentation.DEFAULT;
        BoxAugmentation augmentation = new BoxAugmentation(
                settings.about("mirror half of the images").flag("flip", usual.flip()),
                settings.about("least factor by which images are scaled").number("smallest", usual.smallest(), 0.05, 4),
                settings.about("largest factor by which images are scaled").number("largest", usual.largest(), 0.05, 4),
                settings.about("factor by which sides are stretched at most").number("stretch", usual.stretch(), 1, 4),
                settings.about("how much colours vary").number("colour", usual.colour(), 0, 1));
        int size = settings.about("side that images are brought to").integer("size", 320, 32, 4096);
        Check.that(size % 32 == 0, "size must be a multiple of 32, so that features of all strides fit, got %d", size);
        return new BoxDataOptions(
                size,
                settings.about("share of the training images held back").number("validation", 0.1, 0, 1),
                settings.about("share held back where there is no test set").number("test", 0.2, 0, 1),
                settings.about("vary training images at random").flag("augment", true)
                        ? augmentation
                        : BoxAugmentation.NONE,
                new Normalization(
                        settings.about("of each channel, by which pixels are normalised")
                                .numbers("mean", MEAN),
                        settings.about("deviation of each channel").numbers("std", STD)),
                new RandomErasing(settings.about("share of images with a rectangle set to the mean")
                        .number("erasing", 0, 0, 1)),
                settings.about("batches prepared ahead").integer("prefetch", 4, 0, 64),
                settings.about("that prepare batches ahead").integer("threads", 2, 1, 64),
                ImageOptions.skipsBroken(settings),
                settings.about("longest side of decoded images, larger ones are made smaller; 0 for none")
                        .integer("longest", 0, 0, 65_536),
                ImageOptions.cache(
                        settings, "file that decoded images are kept in; decoded at each use if none is given"));
    }

    /**
     * Opens the images of which every file was looked through once, so that none ends the run in its middle.
     *
     * @throws org.osnas.api.spi.BadInputException naming the first images that are not there, or cannot be read
     */
    Dataflow open(AnnotatedSet set, int batchSize, long seed) {
        List<Path> missing = Stream.concat(set.train().stream(), set.test().stream())
                .map(AnnotatedImage::file)
                .filter(file -> !Files.isRegularFile(file))
                .toList();
        Check.that(
                missing.isEmpty(),
                Counted.words(
                        missing.size(),
                        "%d [image|images] of %s [is|are] not there: %s%s. Put [it|them] there, or take [it|them] out of the annotations"),
                missing.size(),
                set.place().toAbsolutePath(),
                missing.stream().limit(3).map(Path::toString).collect(Collectors.joining(", ")),
                missing.size() > 3 ? ", …" : "");
        BoxImages images = new BoxImages(ImageLoader.proportional(ImagePixels.CHANNELS, longest), cache);
        AnnotatedSet readable = images.readable(set, skipsBroken);
        return new BoxDataflow(readable, readable.divide(validation, test), images, this, batchSize, seed);
    }
}
