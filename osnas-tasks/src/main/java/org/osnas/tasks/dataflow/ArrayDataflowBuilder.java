package org.osnas.tasks.dataflow;

import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Normalization;
import org.osnas.tasks.data.DataSplits;

/** What an {@link ArrayDataflow} is made of. Immutable: each method returns another one. */
public final class ArrayDataflowBuilder {

    private final DataSplits splits;
    private final Preparation preparation;
    private final int batchSize;
    private final long seed;

    ArrayDataflowBuilder(DataSplits splits) {
        this(splits, Preparation.DEFAULT, 64, 1);
    }

    private ArrayDataflowBuilder(DataSplits splits, Preparation preparation, int batchSize, long seed) {
        this.splits = splits;
        this.preparation = preparation;
        this.batchSize = batchSize;
        this.seed = seed;
    }

    /** With so many examples in a batch; 64 if it is not given. */
    public ArrayDataflowBuilder batch(int size) {
        return new ArrayDataflowBuilder(splits, preparation, size, seed);
    }

    /** With a root seed of the order of training examples and their augmentation; 1 if it is not given. */
    public ArrayDataflowBuilder seed(long root) {
        return new ArrayDataflowBuilder(splits, preparation, batchSize, root);
    }

    /** With random changes of training images; none if it is not given. */
    public ArrayDataflowBuilder augment(Augmentation augmentation) {
        return new ArrayDataflowBuilder(splits, preparation.withAugmentation(augmentation), batchSize, seed);
    }

    /** With given statistics; those of the training examples if it is not given, by channel. */
    public ArrayDataflowBuilder normalize(Normalization normalization) {
        return new ArrayDataflowBuilder(splits, preparation.withNormalization(normalization), batchSize, seed);
    }

    /**
     * The dataflow.
     *
     * @throws BadInputException when a batch is larger than the training part, or the normalisation is for another
     *     number of channels
     */
    public ArrayDataflow open() {
        return new ArrayDataflow(splits, preparation, batchSize, seed);
    }
}
