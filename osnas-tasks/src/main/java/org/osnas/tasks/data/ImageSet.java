package org.osnas.tasks.data;

import java.util.List;
import java.util.function.IntFunction;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Normalization;
import org.osnas.api.task.Pixels;

/**
 * Images with a label each, as bytes {@code [height, width, channels]}: in memory, where a whole data set may fit so, or
 * elsewhere ({@link PixelStore}).
 */
public final class ImageSet implements Examples {

    private final Shape shape;
    private final PixelStore pixels;
    private final Labels labels;
    private final IntFunction<String> sources;

    /**
     * @param classNames a name for every class; labels are indices into it
     * @param pixels an image each, channels last; not copied
     * @param labels a class index for every image; not copied
     * @throws BadInputException when counts, lengths or labels do not fit together
     */
    public ImageSet(Shape shape, List<String> classNames, byte[][] pixels, int[] labels) {
        this(shape, classNames, PixelStore.of(pixels), labels);
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i].length != shape.elements()) {
                throw new BadInputException("Image %d has %d bytes, but %s needs %d"
                        .formatted(i, pixels[i].length, shape, shape.elements()));
            }
        }
    }

    /**
     * @param classNames a name for every class; labels are indices into it
     * @param pixels images of that shape
     * @param labels a class index for every image; not copied
     * @throws BadInputException when counts or labels do not fit together
     */
    public ImageSet(Shape shape, List<String> classNames, PixelStore pixels, int[] labels) {
        this.shape = shape;
        this.pixels = pixels;
        Check.that(pixels.size() == labels.length, "%d images but %d labels", pixels.size(), labels.length);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classNames.size()) {
                throw new BadInputException("Image %d has label %d, but there are %d classes (0 to %d)"
                        .formatted(i, labels[i], classNames.size(), classNames.size() - 1));
            }
        }
        this.labels = new ClassLabels(labels, classNames);
        this.sources = image -> "image " + image;
    }

    private ImageSet(Shape shape, PixelStore pixels, Labels labels, IntFunction<String> sources) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.sources = sources;
    }

    /**
     * The same images, which say where they come from.
     *
     * @param names gives the file of an image, or its place in one
     */
    public ImageSet from(IntFunction<String> names) {
        return new ImageSet(shape, pixels, labels, names);
    }

    /** Where an image comes from, for people. */
    public String source(int image) {
        return sources.apply(image);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int size() {
        return pixels.size();
    }

    @Override
    public Pixels pixels() {
        return Pixels.ofBytes(shape.channels());
    }

    @Override
    public Labels labels() {
        return labels;
    }

    /** Bytes of an image, unsigned, {@code [height, width, channels]}; not to be changed. */
    public byte[] pixels(int image) {
        return pixels.pixels(image);
    }

    /** Whether all images are in memory. */
    boolean inMemory() {
        return pixels.inMemory();
    }

    @Override
    public ImageSet labelled(Labels others) {
        Check.that(pixels.size() == others.size(), "%d images but %d labels", pixels.size(), others.size());
        return new ImageSet(shape, pixels, others, sources);
    }

    @Override
    public ImageSet select(int[] images) {
        return new ImageSet(shape, pixels.select(images), labels.select(images), image -> sources.apply(images[image]));
    }

    /** {@inheritDoc} Counted exactly. */
    @Override
    public Normalization statistics() {
        int channels = shape.channels();
        long[][] histogram = new long[channels][256];
        for (int i = 0; i < size(); i++) {
            byte[] image = pixels(i);
            for (int p = 0; p < image.length; p++) {
                histogram[p % channels][image[p] & 0xff]++;
            }
        }
        double[] mean = new double[channels];
        double[] std = new double[channels];
        double count = (double) size() * shape.elements() / channels;
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int v = 0; v < 256; v++) {
                sum += histogram[c][v] * (double) v;
            }
            mean[c] = sum / count / 255;
            double squares = 0;
            for (int v = 0; v < 256; v++) {
                double d = v / 255.0 - mean[c];
                squares += histogram[c][v] * d * d;
            }
            double deviation = Math.sqrt(squares / count);
            std[c] = deviation == 0 ? 1 : deviation;
        }
        return Normalization.of(mean, std);
    }

    /** {@inheritDoc} By a table of the 256 values of a byte. */
    @Override
    public NormalizedValues normalized(Normalization normalization) {
        double[] mean = normalization.means();
        double[] std = normalization.deviations();
        float[][] table = new float[mean.length][256];
        for (int c = 0; c < mean.length; c++) {
            for (int v = 0; v < 256; v++) {
                table[c][v] = (float) ((v / 255.0 - mean[c]) / std[c]);
            }
        }
        return new NormalizedValues() {
            // The values of an image are asked for one after the other.
            private byte[] image = {};
            private int current = -1;

            @Override
            public float value(int example, int index, int channel) {
                if (example != current) {
                    image = pixels(example);
                    current = example;
                }
                return table[channel][image[index] & 0xff];
            }

            @Override
            public float zero(int channel) {
                return table[channel][0];
            }
        };
    }
}
