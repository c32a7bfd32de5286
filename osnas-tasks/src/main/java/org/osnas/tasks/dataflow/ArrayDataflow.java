package org.osnas.tasks.dataflow;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.Divisible;
import org.osnas.api.task.Split;
import org.osnas.api.task.Summarized;
import org.osnas.tasks.data.ClassBalance;
import org.osnas.tasks.data.DataSplits;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.Labels;
import org.osnas.tasks.data.Summaries;
import org.osnas.tasks.internal.BatchOrder;
import org.osnas.tasks.internal.Permutation;
import org.osnas.tasks.internal.PrefetchingStream;

/**
 * Batches of examples that are in memory, images or vectors.
 *
 * <pre>{@code
 * Dataflow data = ArrayDataflow.of(new Shape(28, 28, 1), images, classes)
 *         .augment(new Augmentation(2, true, 0))
 *         .batch(32)
 *         .open();
 * }</pre>
 *
 * Validation examples come always in the same mixed order. Every epoch has its own permutation and every step its own
 * generator for augmentation, both derived from the root seed, so any batch can be made alone. Streams are independent
 * of each other; one stream belongs to one thread.
 */
public final class ArrayDataflow implements Divisible, Summarized {

    private static final String CALIBRATION = "calibration";
    private static final double VALIDATION = 0.1;
    private static final double TEST = 0.2;

    private final DataSplits splits;
    private final DataDescription description;
    private final Preparation preparation;
    private final int batchSize;
    private final int together;
    private final long seed;

    /**
     * @param together examples of one class or identity in a training batch, 0 to take them as they come
     * @throws BadInputException when batch, sizes or channels asked for are not possible with these examples
     */
    ArrayDataflow(DataSplits splits, Preparation preparation, int batchSize, int together, long seed) {
        Examples train = splits.train();
        this.preparation = preparation;
        this.seed = seed;
        this.batchSize = Check.atLeast("batch size", batchSize, 1);
        this.together = together;
        if (together > 0) {
            GroupedOrder.check(train.labels(), batchSize, together);
        }
        this.splits = new DataSplits(train, shuffled(splits.validation()), splits.test());
        Check.that(
                train.size() >= batchSize,
                "A batch of %d examples is larger than the %d training examples; use a smaller batch size, validation share or a higher limit",
                batchSize,
                train.size());
        this.description = preparation.describe(train);
    }

    /** Part of another dataflow: the same but for the training examples and their order. */
    private ArrayDataflow(ArrayDataflow whole, Examples train, long seed) {
        this.splits = new DataSplits(train, whole.splits.validation(), whole.splits.test());
        this.seed = seed;
        this.description = whole.description;
        this.preparation = whole.preparation;
        this.batchSize = whole.batchSize;
        this.together = whole.together;
    }

    /**
     * A dataflow over images or vectors with a class each, of which 0.1 score architectures, 0.2 are for the test, and
     * the rest trains.
     *
     * @param shape of every example, {@code new Shape(1, 1, n)} for vectors of {@code n} numbers
     * @param values an example each, {@code [height, width, channels]} in one row after the other; not copied
     * @param classes from 0 on without gaps
     * @throws BadInputException naming what does not fit: a length, a label, a value that is not finite
     */
    public static ArrayDataflowBuilder of(Shape shape, float[][] values, int[] classes) {
        return of(Examples.of(shape, values, Labels.ofClasses(classes)).split(VALIDATION, TEST));
    }

    /**
     * {@link #of(Shape, float[][], int[])} from an array of ND4J, which is copied.
     *
     * @param values {@code [examples, height, width, channels]}, or {@code [examples, n]} for vectors
     * @param classes from 0 on without gaps
     */
    public static ArrayDataflowBuilder of(INDArray values, int[] classes) {
        return of(Examples.of(values, Labels.ofClasses(classes)).split(VALIDATION, TEST));
    }

    /**
     * A dataflow over parts that were divided by {@link Examples#split(double, double, long)}, or are given.
     *
     * @throws BadInputException if a class has no training example
     */
    public static ArrayDataflowBuilder of(DataSplits splits) {
        return new ArrayDataflowBuilder(splits.requireEveryClass());
    }

    // Files sorted by class would make the beginning of a split unlike its rest. The order is that of any seed.
    private static Examples shuffled(Examples examples) {
        return examples.select(Permutation.of(examples.size(), Seeds.generator(0, "validation order", 0)));
    }

    @Override
    public DataDescription description() {
        return description;
    }

    @Override
    public DataSummary summary() {
        return Summaries.of(splits, preparation.reading());
    }

    @Override
    public int size(Split split) {
        return examples(split).size();
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public BatchStream training(long firstStep) {
        Check.that(firstStep >= 0, "The first step must not be negative, got %d", firstStep);
        return shuffled("shuffle", preparation.augmentation(), firstStep, Long.MAX_VALUE);
    }

    @Override
    public BatchStream evaluation(Split split) {
        Examples examples = examples(split);
        return open(ExampleStreams.ordered(builder(examples), examples.size(), batchSize));
    }

    @Override
    public BatchStream calibration(int batches) {
        return shuffled(CALIBRATION, Augmentation.NONE, 0, Check.atLeast("batches", batches, 1));
    }

    /** {@inheritDoc} Every class keeps its share in both parts. */
    @Override
    public Divided divide(double share) {
        Check.that(share > 0 && share < 1, "The share of held-out examples must be above 0 and below 1, got %s", share);
        Examples train = splits.train();
        int count = (int) Math.rint(share * train.size());
        Check.that(
                count >= batchSize && train.size() - count >= batchSize,
                "Holding out %s of %d training examples leaves %d and %d, but both parts need a batch of %d. Use a smaller"
                        + " batch size, or another share",
                share,
                train.size(),
                train.size() - count,
                count,
                batchSize);
        int[] held = ClassBalance.pick(train.labels(), count);
        return new Divided(
                new ArrayDataflow(this, train.select(ClassBalance.complement(held, train.size())), seed),
                new ArrayDataflow(this, train.select(held), Seeds.derive(seed, "held-out", 0)));
    }

    /** Nothing is held outside the heap between batches; streams close themselves. */
    @Override
    public void close() {}

    private Examples examples(Split split) {
        return switch (split) {
            case TRAIN -> splits.train();
            case VALIDATION -> splits.validation();
            case TEST -> splits.test();
        };
    }

    private BatchStream shuffled(String purpose, Augmentation augmentation, long first, long end) {
        Examples train = splits.train();
        // Statistics are those of all examples alike.
        BatchOrder order = together == 0 || purpose.equals(CALIBRATION)
                ? BatchOrder.shuffled(train.size(), batchSize, seed, purpose)
                : new GroupedOrder(train.labels(), batchSize, together, seed, purpose);
        return open(ExampleStreams.shuffled(builder(train), order, augmentation, seed, first, end));
    }

    private BatchBuilder builder(Examples examples) {
        return new BatchBuilder(examples, description.input(), description.normalization());
    }

    private BatchStream open(BatchStream stream) {
        return PrefetchingStream.of(stream, preparation.prefetch());
    }
}
