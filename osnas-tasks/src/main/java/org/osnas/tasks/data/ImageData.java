package org.osnas.tasks.data;

import java.util.Optional;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * A data set of images as its files divide it.
 *
 * @param train images that the training split is taken from, and the validation split if there is none
 * @param validation images that score architectures, if files divide them off
 * @param test images for the final result only
 * @param reading how files became images
 */
public record ImageData(ImageSet train, Optional<ImageSet> validation, ImageSet test, Reading reading) {

    /**
     * Images as their files have them.
     *
     * @throws BadInputException when a part is empty, shapes or classes differ, or a class has no training image
     */
    public ImageData(ImageSet train, ImageSet test) {
        this(train, Optional.empty(), test, Reading.PLAIN);
    }

    /**
     * @throws BadInputException when a part is empty, shapes or classes differ, or a class has no training image
     */
    public ImageData {
        Check.that(
                train.size() > 0 && test.size() > 0,
                "The data set has %d training and %d test images; both need at least one",
                train.size(),
                test.size());
        Parts.requireSame(train, "test", test);
        if (validation.isPresent()) {
            Parts.requireSame(train, "validation", validation.get());
        }
        Parts.requireEveryClass(train.labels());
    }
}
