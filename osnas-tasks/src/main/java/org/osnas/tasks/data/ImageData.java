package org.osnas.tasks.data;

import java.util.Arrays;
import org.osnas.api.spi.BadInputException;

/**
 * A data set as its files divide it.
 *
 * @param train images that training and validation splits are taken from
 * @param test images for the final result only
 */
public record ImageData(ImageSet train, ImageSet test) {

    /**
     * @throws BadInputException when a part is empty, shapes or classes differ, or a class has no training image
     */
    public ImageData {
        if (train.size() == 0 || test.size() == 0) {
            throw new BadInputException("The data set has %d training and %d test images; both need at least one"
                    .formatted(train.size(), test.size()));
        }
        if (!train.shape().equals(test.shape())) {
            throw new BadInputException("Training images are %s but test images are %s; they must be of one shape"
                    .formatted(train.shape(), test.shape()));
        }
        if (!train.classNames().equals(test.classNames())) {
            throw new BadInputException("Training images have the classes %s but test images %s; they must be the same"
                    .formatted(train.classNames(), test.classNames()));
        }
        if (train.classes() < 2) {
            throw new BadInputException(
                    "The data set has %d class; classification needs at least 2".formatted(train.classes()));
        }
        int[] counts = train.classCounts();
        int empty = Arrays.stream(counts).boxed().toList().indexOf(0);
        if (empty >= 0) {
            throw new BadInputException(
                    "Class %d (%s) of %d has no training image; remove the class, or number labels from 0 without gaps"
                            .formatted(empty, train.classNames().get(empty), counts.length));
        }
    }
}
