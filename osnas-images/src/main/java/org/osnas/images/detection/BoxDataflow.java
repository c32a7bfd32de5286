package org.osnas.images.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Batch;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.Divisible;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Resizing;
import org.osnas.api.task.Split;
import org.osnas.api.task.Summarized;
import org.osnas.tasks.augment.RandomErasing;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.BoxAugmentation;
import org.osnas.tasks.detection.BoxAugmentation.Change;
import org.osnas.tasks.detection.BoxLabels;
import org.osnas.tasks.detection.LabelledBox;
import org.osnas.tasks.internal.BatchOrder;
import org.osnas.tasks.internal.NumberedBatches;
import org.osnas.tasks.internal.Permutation;

/**
 * Batches of images with boxes, decoded when they are needed or taken from a cache, so that a data set need not fit in memory.
 * Every epoch has its own order and every step its own changes, both derived from the seed.
 */
final class BoxDataflow implements Divisible, Summarized {

    private final AnnotatedSet set;
    private final AnnotatedSet.Parts parts;
    private final BoxImages images;
    private final BoxDataOptions options;
    private final int batchSize;
    private final long seed;

    BoxDataflow(
            AnnotatedSet set,
            AnnotatedSet.Parts parts,
            BoxImages images,
            BoxDataOptions options,
            int batchSize,
            long seed) {
        this.set = set;
        this.parts = parts;
        this.images = images;
        this.options = options;
        this.batchSize = Check.atLeast("batch size", batchSize, 1);
        this.seed = seed;
        Check.that(
                parts.train().size() >= batchSize,
                "A batch of %d images is larger than the %d training images; use a smaller batch size or validation share",
                batchSize,
                parts.train().size());
    }

    @Override
    public DataDescription description() {
        Shape shape = new Shape(options.size(), options.size(), ImagePixels.CHANNELS);
        return new DataDescription(
                shape,
                shape,
                Pixels.RGB,
                Resizing.STRETCH,
                options.normalization().forChannels(ImagePixels.CHANNELS),
                LabelKind.BOXES,
                set.names());
    }

    @Override
    public DataSummary summary() {
        return new BoxSummary(set, parts).summary();
    }

    private List<AnnotatedImage> images(Split split) {
        return switch (split) {
            case TRAIN -> parts.train();
            case VALIDATION -> parts.validation();
            case TEST -> parts.test();
        };
    }

    @Override
    public int size(Split split) {
        return images(split).size();
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public BatchStream training(long firstStep) {
        Check.that(firstStep >= 0, "The first step must not be negative, got %d", firstStep);
        return open(shuffled("shuffle", options.augmentation(), options.erasing(), firstStep, Long.MAX_VALUE));
    }

    @Override
    public BatchStream calibration(int batches) {
        long end = Check.atLeast("batches", batches, 1);
        return open(shuffled("calibration", BoxAugmentation.NONE, RandomErasing.NONE, 0, end));
    }

    @Override
    public BatchStream evaluation(Split split) {
        List<AnnotatedImage> images = images(split);
        return open(NumberedBatches.ofParts(
                images.size(),
                batchSize,
                (from, to) -> batch(
                        images.subList(from, to),
                        BoxAugmentation.NONE,
                        RandomErasing.NONE,
                        Seeds.generator(0, "augment", 0))));
    }

    private NumberedBatches shuffled(
            String purpose, BoxAugmentation augmentation, RandomErasing erasing, long first, long end) {
        List<AnnotatedImage> train = parts.train();
        BatchOrder order = BatchOrder.shuffled(train.size(), batchSize, seed, purpose);
        return new NumberedBatches(
                step -> batch(
                        Arrays.stream(order.batch(step)).mapToObj(train::get).toList(),
                        augmentation,
                        erasing,
                        Seeds.generator(seed, "augment", step)),
                first,
                end);
    }

    /** {@inheritDoc} Which images are held out does not depend on the seed. */
    @Override
    public Divided divide(double share) {
        Check.that(share > 0 && share < 1, "The share of held-out images must be above 0 and below 1, got %s", share);
        List<AnnotatedImage> train = new ArrayList<>();
        List<AnnotatedImage> held = new ArrayList<>();
        int[] order = Permutation.of(parts.train().size(), Seeds.generator(0, "boxes held-out", 0));
        int count = (int) Math.rint(share * order.length);
        for (int i = 0; i < order.length; i++) {
            (i < count ? held : train).add(parts.train().get(order[i]));
        }
        return new Divided(part(train, seed), part(held, Seeds.derive(seed, "held-out", 0)));
    }

    private BoxDataflow part(List<AnnotatedImage> train, long partSeed) {
        return new BoxDataflow(
                set,
                new AnnotatedSet.Parts(train, parts.validation(), parts.test()),
                images,
                options,
                batchSize,
                partSeed);
    }

    /** Nothing is held open between batches. */
    @Override
    public void close() {}

    private BatchStream open(NumberedBatches batches) {
        return batches.ahead(options.prefetch(), options.threads());
    }

    private Batch batch(
            List<AnnotatedImage> chosen, BoxAugmentation augmentation, RandomErasing erasing, RandomGenerator random) {
        int size = options.size();
        int length = size * size * ImagePixels.CHANNELS;
        int rows = set.mostBoxes();
        float[] inputs = new float[chosen.size() * length];
        float[] labels = new float[chosen.size() * rows * BoxLabels.COLUMNS];
        for (int i = 0; i < chosen.size(); i++) {
            ImagePixels pixels = decoded(chosen.get(i));
            Change change = augmentation.draw(random, pixels.width(), pixels.height());
            pixels.write(change, size, size, inputs, i * length);
            List<LabelledBox> boxes = change.apply(inPixels(chosen.get(i), pixels), size, size);
            double scale = change.window().area() * inFile(pixels) / ((double) size * size);
            BoxLabels.write(new BoxLabels.Image(boxes, scale), rows, labels, i * rows * BoxLabels.COLUMNS);
        }
        normalise(inputs);
        Shape shape = new Shape(size, size, ImagePixels.CHANNELS);
        if (!erasing.equals(RandomErasing.NONE)) {
            // After all other changes are drawn, which so do not depend on it.
            for (int i = 0; i < chosen.size(); i++) {
                erasing.apply(inputs, i * length, shape, random);
            }
        }
        return NumberedBatches.batch(chosen.size(), inputs, shape, labels, rows, BoxLabels.COLUMNS);
    }

    /** How many pixels of its file a pixel is. */
    private static double inFile(ImagePixels pixels) {
        return (double) pixels.fileWidth() * pixels.fileHeight() / ((double) pixels.width() * pixels.height());
    }

    private ImagePixels decoded(AnnotatedImage image) {
        ImagePixels pixels = images.pixels(image.file());
        image.requireSize(pixels.fileWidth(), pixels.fileHeight());
        return pixels;
    }

    private static List<LabelledBox> inPixels(AnnotatedImage image, ImagePixels pixels) {
        double across = pixels.width() / image.width();
        double down = pixels.height() / image.height();
        // Areas are those in the file, also where pixels are fewer.
        double area = pixels.fileWidth() / image.width() * (pixels.fileHeight() / image.height());
        return image.boxes().stream()
                .map(b -> new LabelledBox(
                        b.category(),
                        new Box(
                                b.box().left() * across,
                                b.box().top() * down,
                                b.box().width() * across,
                                b.box().height() * down),
                        b.area() * area,
                        b.kind()))
                .toList();
    }

    private void normalise(float[] inputs) {
        double[] mean =
                options.normalization().forChannels(ImagePixels.CHANNELS).means();
        double[] std = options.normalization().forChannels(ImagePixels.CHANNELS).deviations();
        for (int i = 0; i < inputs.length; i++) {
            int channel = i % ImagePixels.CHANNELS;
            inputs[i] = (float) ((inputs[i] / 255 - mean[channel]) / std[channel]);
        }
    }
}
