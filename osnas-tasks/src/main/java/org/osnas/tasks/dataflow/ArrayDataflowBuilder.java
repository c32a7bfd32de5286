package org.osnas.tasks.dataflow;

import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Normalization;
import org.osnas.tasks.data.DataSplits;

/** What an {@link ArrayDataflow} is made of. Immutable: each method returns another one. */
public final class ArrayDataflowBuilder {

    private final DataSplits splits;
    private final Preparation preparation;
    private final int batchSize;
    private final int together;
    private final long seed;

    ArrayDataflowBuilder(DataSplits splits) {
        this(splits, Preparation.DEFAULT, 64, 0, 1);
    }

    private ArrayDataflowBuilder(DataSplits splits, Preparation preparation, int batchSize, int together, long seed) {
        this.splits = splits;
        this.preparation = preparation;
        this.batchSize = batchSize;
        this.together = together;
        this.seed = seed;
    }

    /** With so many examples in a batch; 64 if it is not given. */
    public ArrayDataflowBuilder batch(int size) {
        return new ArrayDataflowBuilder(splits, preparation, size, together, seed);
    }

    /**
     * With so many examples of each class or identity in a training batch, of as many of these as fill it, so that there
     * are some alike to compare; as they come if it is not given.
     */
    public ArrayDataflowBuilder together(int examples) {
        return new ArrayDataflowBuilder(
                splits, preparation, batchSize, Check.atLeast("examples together", examples, 2), seed);
    }

    /** With a root seed of the order of training examples and their augmentation; 1 if it is not given. */
    public ArrayDataflowBuilder seed(long root) {
        return new ArrayDataflowBuilder(splits, preparation, batchSize, together, root);
    }

    /** With random changes of training images; none if it is not given. */
    public ArrayDataflowBuilder augment(Augmentation augmentation) {
        return new ArrayDataflowBuilder(splits, preparation.withAugmentation(augmentation), batchSize, together, seed);
    }

    /** With given statistics; those of the training examples if it is not given, by channel. */
    public ArrayDataflowBuilder normalize(Normalization normalization) {
        return new ArrayDataflowBuilder(
                splits, preparation.withNormalization(normalization), batchSize, together, seed);
    }

    /**
     * The dataflow.
     *
     * @throws BadInputException when a batch is larger than the training part, or the normalisation is for another
     *     number of channels
     */
    public ArrayDataflow open() {
        return new ArrayDataflow(splits, preparation, batchSize, together, seed);
    }
}
