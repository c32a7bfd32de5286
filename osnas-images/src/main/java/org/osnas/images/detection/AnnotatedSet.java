package org.osnas.images.detection;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.tasks.internal.Permutation;

/**
 * Images with boxes, divided as their files say.
 *
 * @param place where they came from, for messages
 * @param names of the categories
 * @param train from which validation, and the test if it is empty, are taken
 * @param test for the final result only, or empty
 * @param findings what is odd about the files
 */
record AnnotatedSet(
        Path place, List<String> names, List<AnnotatedImage> train, List<AnnotatedImage> test, List<Finding> findings) {

    /** With nothing odd. */
    AnnotatedSet(Path place, List<String> names, List<AnnotatedImage> train, List<AnnotatedImage> test) {
        this(place, names, train, test, List.of());
    }

    AnnotatedSet {
        names = List.copyOf(names);
        train = List.copyOf(train);
        test = List.copyOf(test);
        findings = List.copyOf(findings);
        Check.that(!names.isEmpty(), "%s names no category; a detector needs at least one", place.toAbsolutePath());
        Check.that(!train.isEmpty(), "%s has no training image", place.toAbsolutePath());
    }

    /** The three parts of a data set. */
    record Parts(List<AnnotatedImage> train, List<AnnotatedImage> validation, List<AnnotatedImage> test) {}

    /**
     * Sets images aside, the same ones at every call.
     *
     * @param validation share of the training images
     * @param testShare share of the training images, if there are none for the test
     * @throws org.osnas.api.spi.BadInputException if a part would have no image
     */
    Parts divide(double validation, double testShare) {
        int[] order = Permutation.of(train.size(), Seeds.generator(0, "boxes split", 0));
        int forTest = test.isEmpty() ? (int) Math.rint(testShare * order.length) : 0;
        int forValidation = (int) Math.rint(validation * order.length);
        Check.that(
                forValidation > 0 && (forTest > 0 || !test.isEmpty()) && forTest + forValidation < order.length,
                "Of the %d images in %s, %d would score architectures and %d be for the test; each part needs at least one. Change 'validation' or 'test', or give more images",
                order.length,
                place.toAbsolutePath(),
                forValidation,
                test.isEmpty() ? forTest : test.size());
        return new Parts(
                pick(order, forTest + forValidation, order.length),
                pick(order, forTest, forTest + forValidation),
                test.isEmpty() ? pick(order, 0, forTest) : test);
    }

    private List<AnnotatedImage> pick(int[] order, int from, int to) {
        return Arrays.stream(order, from, to).mapToObj(train::get).toList();
    }

    /** Most boxes of an image, at least 1. */
    int mostBoxes() {
        return Math.max(
                1,
                Stream.concat(train.stream(), test.stream())
                        .mapToInt(image -> image.boxes().size())
                        .max()
                        .orElse(1));
    }
}
