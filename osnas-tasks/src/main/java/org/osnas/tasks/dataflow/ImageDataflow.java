package org.osnas.tasks.dataflow;

import java.util.NoSuchElementException;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Divisible;
import org.osnas.api.task.Split;
import org.osnas.tasks.data.ClassBalance;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;

/**
 * Batches of images that are in memory as bytes. Validation images are taken from the training files, class-balanced
 * and always the same ones in the same mixed order. Every epoch has its own permutation and every step its own generator
 * for augmentation, both derived from the root seed, so any batch can be made alone. Streams are independent of each
 * other; one stream belongs to one thread.
 */
public final class ImageDataflow implements Divisible {

    private final ImageSet train;
    private final ImageSet validation;
    private final ImageSet test;
    private final Shape input;
    private final ImageConverter converter;
    private final DataflowOptions options;
    private final int batchSize;
    private final long seed;

    /**
     * @throws BadInputException when splits, sizes or channels asked for are not possible with these images
     */
    ImageDataflow(ImageData data, DataflowOptions options, int batchSize, long seed) {
        this.options = options;
        this.seed = seed;
        this.batchSize = Check.atLeast("batch size", batchSize, 1);
        ImageSet all = data.train();
        int[] held = ClassBalance.pick(all, options.validationImages(all.size()));
        this.validation = shuffled(all.select(held));
        this.train = limited(all.select(ClassBalance.complement(held, all.size())), options.limit());
        this.test = limited(data.test(), options.testLimit());
        Check.that(
                train.size() >= batchSize,
                "A batch of %d images is larger than the %d training images; use a smaller batch size, validation share or a higher limit",
                batchSize,
                train.size());
        this.input = target(all.shape(), options);
        int channels = all.shape().channels();
        Normalization normalization = options.mean().isEmpty()
                ? Normalization.of(train)
                : Normalization.of(options.mean(), options.std(), channels);
        this.converter = new ImageConverter(all.shape(), input, normalization);
    }

    /** Part of another dataflow: the same but for the training images and their order. */
    private ImageDataflow(ImageDataflow whole, ImageSet train, long seed) {
        this.train = train;
        this.seed = seed;
        this.validation = whole.validation;
        this.test = whole.test;
        this.input = whole.input;
        this.converter = whole.converter;
        this.options = whole.options;
        this.batchSize = whole.batchSize;
    }

    private static ImageSet limited(ImageSet images, int limit) {
        return limit == 0 || limit >= images.size() ? images : images.select(ClassBalance.pick(images, limit));
    }

    // Files sorted by class would make the beginning of a split unlike its rest. The order is that of any seed.
    private static ImageSet shuffled(ImageSet images) {
        return images.select(Permutation.of(images.size(), Seeds.generator(0, "validation order", 0)));
    }

    private static Shape target(Shape own, DataflowOptions options) {
        int size = options.size();
        Check.that(
                size == 0 || size >= Math.max(own.height(), own.width()),
                "size %d is smaller than the images (%s), which would have to be cut; use at least %d, or 0 for their own size",
                size,
                own,
                Math.max(own.height(), own.width()));
        int channels = options.channels() == 0 ? own.channels() : options.channels();
        Check.that(
                channels == own.channels() || own.channels() == 1,
                "channels is %d, but the images have %d; only one channel can be repeated. Use 0 for those of the images",
                channels,
                own.channels());
        return new Shape(size == 0 ? own.height() : size, size == 0 ? own.width() : size, channels);
    }

    @Override
    public Shape input() {
        return input;
    }

    @Override
    public int classes() {
        return train.classes();
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
        return open(new ShuffledStream("shuffle", options.augmentation(), firstStep, Long.MAX_VALUE));
    }

    @Override
    public BatchStream evaluation(Split split) {
        return open(new OrderedStream(images(split)));
    }

    @Override
    public BatchStream calibration(int batches) {
        return open(new ShuffledStream("calibration", Augmentation.NONE, 0, Check.atLeast("batches", batches, 1)));
    }

    /** {@inheritDoc} Both parts are class-balanced. */
    @Override
    public Divided divide(double share) {
        Check.that(share > 0 && share < 1, "The share of held-out images must be above 0 and below 1, got %s", share);
        int count = (int) Math.rint(share * train.size());
        Check.that(
                count >= batchSize && train.size() - count >= batchSize,
                "Holding out %s of %d training images leaves %d and %d, but both parts need a batch of %d. Use a smaller"
                        + " batch size, or another share",
                share,
                train.size(),
                train.size() - count,
                count,
                batchSize);
        int[] held = ClassBalance.pick(train, count);
        ImageSet rest = train.select(ClassBalance.complement(held, train.size()));
        return new Divided(
                new ImageDataflow(this, rest, seed),
                new ImageDataflow(this, train.select(held), Seeds.derive(seed, "held-out", 0)));
    }

    /** Nothing is held outside the heap between batches; streams close themselves. */
    @Override
    public void close() {}

    private ImageSet images(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    private BatchStream open(BatchStream stream) {
        return options.prefetch() == 0 ? stream : new PrefetchingStream(stream, options.prefetch());
    }

    /** Full batches in a new order every epoch, up to a last step. */
    private final class ShuffledStream implements BatchStream {

        private final BatchBuilder builder = new BatchBuilder(train, converter, input);
        private final String purpose;
        private final Augmentation augmentation;
        private final long end;
        private final int[] batch = new int[batchSize];
        private int[] order = new int[0];
        private long orderEpoch = -1;
        private long step;

        ShuffledStream(String purpose, Augmentation augmentation, long first, long end) {
            this.purpose = purpose;
            this.augmentation = augmentation;
            this.step = first;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return step < end;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("All " + end + " batches were read");
            }
            long epoch = step / batchesPerEpoch();
            if (epoch != orderEpoch) {
                order = Permutation.of(train.size(), Seeds.generator(seed, purpose, epoch));
                orderEpoch = epoch;
            }
            System.arraycopy(order, (int) (step % batchesPerEpoch()) * batchSize, batch, 0, batchSize);
            return builder.build(batch, augmentation, Seeds.generator(seed, "augment", step++));
        }

        @Override
        public void close() {}
    }

    /** All images of a split, always in the same order. */
    private final class OrderedStream implements BatchStream {

        private final ImageSet images;
        private final BatchBuilder builder;
        private int at;

        OrderedStream(ImageSet images) {
            this.images = images;
            this.builder = new BatchBuilder(images, converter, input);
        }

        @Override
        public boolean hasNext() {
            return at < images.size();
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("All " + images.size() + " images were read");
            }
            int[] batch = new int[Math.min(batchSize, images.size() - at)];
            for (int i = 0; i < batch.length; i++) {
                batch[i] = at + i;
            }
            at += batch.length;
            return builder.build(batch, Augmentation.NONE, Seeds.generator(seed, "augment", 0));
        }

        @Override
        public void close() {}
    }
}
