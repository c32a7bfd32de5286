package org.osnas.api.task;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * What a data set gives a network, and what is asked of it: all that is needed to feed a trained network with an example
 * that is not of the data set, and to read its answer. An image is resized to {@code image} (how, says
 * {@code resizing}), its numbers are divided by {@link Pixels#unit()} and normalised, then it is padded, or cut, to
 * {@code input} on all sides alike (one less before than behind if the difference is odd), as if the image itself had
 * been padded with zeros.
 *
 * @param image shape of an example before it is padded or cut and its only channel repeated
 * @param input shape that the network gets: not of fewer channels
 * @param pixels what the numbers of an example are
 * @param resizing how an image of another size becomes one of that shape
 * @param normalization of each channel of {@code image}
 * @param labels what the labels say
 * @param names of the classes, or of the numbers that are asked for; not empty
 */
public record DataDescription(
        Shape image,
        Shape input,
        Pixels pixels,
        Resizing resizing,
        Normalization normalization,
        LabelKind labels,
        List<String> names) {

    /**
     * @throws BadInputException when shapes do not fit together, or there is no name
     */
    public DataDescription {
        Objects.requireNonNull(pixels);
        Objects.requireNonNull(resizing);
        Objects.requireNonNull(labels);
        names = List.copyOf(names);
        normalization = normalization.forChannels(image.channels());
        Check.that(!names.isEmpty(), "A data set needs a name for each class or value that it asks for, got none");
        Check.that(
                input.height() >= image.height() == input.width() >= image.width()
                        || input.height() == image.height()
                        || input.width() == image.width(),
                "Inputs of %s cannot be made of examples of %s, which would have to be cut one way and padded the other",
                input,
                image);
        Check.that(
                input.channels() == image.channels() || image.channels() == 1,
                "Inputs of %s cannot be made of examples of %s: only one channel can be repeated",
                input,
                image);
    }

    /**
     * Examples that a network gets as they are, each of one of some classes, which are called by their numbers.
     *
     * @param classes how many
     */
    public static DataDescription ofClasses(Shape input, int classes) {
        return ofClasses(
                input, IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    /** Examples that a network gets as they are, each of one of the named classes. */
    public static DataDescription ofClasses(Shape input, List<String> names) {
        return new DataDescription(
                input, input, Pixels.VALUES, Resizing.NONE, Normalization.NONE, LabelKind.CLASS, names);
    }

    /**
     * Checks that a network which was made for data of this description gets the same from another.
     *
     * @param what was made for this description, to begin the message with
     * @throws BadInputException naming what differs
     */
    public void requireSame(String what, DataDescription now) {
        requireEqual(what, "shape of an example", image, now.image);
        requireEqual(what, "shape of an input", input, now.input);
        requireEqual(what, "kind of numbers", pixels, now.pixels);
        requireEqual(what, "resizing", resizing, now.resizing);
        requireEqual(what, "kind of labels", labels, now.labels);
        requireEqual(what, "names", names, now.names);
        requireEqual(what, "normalisation", normalization, now.normalization);
    }

    private static void requireEqual(String what, String part, Object before, Object now) {
        Check.that(
                before.equals(now),
                "%s was made for other data: the %s was %s, and is %s now. Use the data that it was made for, or start anew",
                what,
                part,
                before,
                now);
    }
}
