package org.osnas.tasks.data;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Normalization;
import org.osnas.api.task.Pixels;

/**
 * Labelled examples of one shape, in memory. Immutable; subsets share the values. {@link ImageSet} holds bytes, which
 * count as numbers from 0 to 1; what {@link #of} makes holds floats, which count as they are.
 */
public sealed interface Examples permits ImageSet, FloatSet {

    /**
     * Examples from arrays of a program.
     *
     * @param shape of every example; {@code new Shape(1, 1, n)} for vectors of {@code n} numbers
     * @param values an example each, {@code [height, width, channels]} in one row after the other; not copied
     * @throws BadInputException naming the example that has another length or a value that is not finite, or if there
     *     are not as many labels
     */
    static Examples of(Shape shape, float[][] values, Labels labels) {
        return FloatSet.of(shape, values, labels);
    }

    /**
     * Examples from an array of ND4J, which is copied.
     *
     * @param values {@code [examples, height, width, channels]} for images (permute others first: channels come last),
     *     or {@code [examples, n]} for vectors
     * @throws BadInputException if it has another number of dimensions, a value is not finite, or there are not as many
     *     labels as examples
     */
    static Examples of(INDArray values, Labels labels) {
        return FloatSet.of(values, labels);
    }

    /** Shape of every example. */
    Shape shape();

    /** Number of examples. */
    int size();

    /** What their numbers are before they are normalised. */
    Pixels pixels();

    /** What the examples are labelled with, in their order. */
    Labels labels();

    /**
     * The same examples with other labels.
     *
     * @throws BadInputException if there are not as many labels as examples
     */
    Examples labelled(Labels others);

    /** The given examples, in the given order. */
    Examples select(int[] examples);

    /** {@link #split(double, double, long)} with the seed 0. */
    default DataSplits split(double validation, double test) {
        return split(validation, test, 0);
    }

    /**
     * Divides the examples at random; every class keeps its share in each part.
     *
     * @param validation share of the examples that score architectures, above 0
     * @param test share for the final result, above 0; the rest trains
     * @param seed decides which examples go where
     * @throws BadInputException when a part would be empty, or a class has no example
     */
    default DataSplits split(double validation, double test, long seed) {
        return DataSplits.of(this, validation, test, seed);
    }

    /** Mean and standard deviation of each channel; one that never changes has the deviation 1. */
    Normalization statistics();

    /** The values as a network gets them. */
    NormalizedValues normalized(Normalization normalization);
}
