package org.osnas.tasks.data;

import java.util.List;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * Labelled images of one shape, held as bytes {@code [height, width, channels]} so that a whole data set fits in memory.
 * Immutable; subsets share the pixels.
 */
public final class ImageSet {

    private final Shape shape;
    private final List<String> classNames;
    private final byte[][] pixels;
    private final int[] labels;

    /**
     * @param classNames a name for every class; labels are indices into it
     * @param pixels an image each, channels last; not copied
     * @param labels a class index for every image; not copied
     * @throws BadInputException when counts, lengths or labels do not fit together
     */
    public ImageSet(Shape shape, List<String> classNames, byte[][] pixels, int[] labels) {
        this.shape = shape;
        this.classNames = List.copyOf(classNames);
        this.pixels = pixels;
        this.labels = labels;
        Check.that(pixels.length == labels.length, "%d images but %d labels", pixels.length, labels.length);
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i].length != shape.elements()) {
                throw new BadInputException("Image %d has %d bytes, but %s needs %d"
                        .formatted(i, pixels[i].length, shape, shape.elements()));
            }
            if (labels[i] < 0 || labels[i] >= classNames.size()) {
                throw new BadInputException("Image %d has label %d, but there are %d classes (0 to %d)"
                        .formatted(i, labels[i], classNames.size(), classNames.size() - 1));
            }
        }
    }

    /** Shape of every image. */
    public Shape shape() {
        return shape;
    }

    /** Number of classes. */
    public int classes() {
        return classNames.size();
    }

    /** Names of the classes, in the order of their indices. */
    public List<String> classNames() {
        return classNames;
    }

    /** Number of images. */
    public int size() {
        return pixels.length;
    }

    /** Class index of an image. */
    public int label(int image) {
        return labels[image];
    }

    /** Bytes of an image, unsigned, {@code [height, width, channels]}; the stored array itself, not to be changed. */
    public byte[] pixels(int image) {
        return pixels[image];
    }

    /** Images of each class. */
    public int[] classCounts() {
        int[] counts = new int[classes()];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** The given images, in the given order. */
    public ImageSet select(int[] images) {
        byte[][] chosen = new byte[images.length][];
        int[] chosenLabels = new int[images.length];
        for (int i = 0; i < images.length; i++) {
            chosen[i] = pixels[images[i]];
            chosenLabels[i] = labels[images[i]];
        }
        return new ImageSet(shape, classNames, chosen, chosenLabels);
    }
}
