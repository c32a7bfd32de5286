package org.osnas.tasks.data;

import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.LabelKind;

/** What examples are labelled with: a class, an identity, or a row of numbers each. Immutable. */
public sealed interface Labels permits ClassLabels, IdentityLabels, ValueLabels {

    /**
     * A class for each example; classes are called by their numbers.
     *
     * @param classes from 0 on without gaps; not copied
     * @throws BadInputException if one is negative, or there are fewer than two classes
     */
    static Labels ofClasses(int[] classes) {
        return ClassLabels.numbered(classes);
    }

    /**
     * A class for each example.
     *
     * @param classes indices into the names; not copied
     * @param names a name for every class
     * @throws BadInputException naming the example whose class has no name
     */
    static Labels ofClasses(int[] classes, List<String> names) {
        return new ClassLabels(classes, names);
    }

    /**
     * A row of numbers for each example: quantities to predict, shares of classes, several yes and no as 1 and 0.
     *
     * @param rows of one length; not copied
     * @throws BadInputException naming the example whose row has another length or a value that is not finite
     */
    static Labels ofValues(float[][] rows) {
        return ofValues(rows, ValueLabels.numbers(rows));
    }

    /**
     * A row of numbers for each example, with a name for each.
     *
     * @throws BadInputException also if there are not as many names as numbers in a row
     */
    static Labels ofValues(float[][] rows, List<String> names) {
        return ValueLabels.of(rows, names, LabelKind.VALUES);
    }

    /**
     * For each example and name yes or no, of which several may be yes.
     *
     * @param rows of 1 and 0; not copied
     * @throws BadInputException naming the example whose row has another length or another number
     */
    static Labels ofYesNo(float[][] rows, List<String> names) {
        ValueLabels labels = ValueLabels.of(rows, names, LabelKind.YES_NO);
        labels.requireYesNo();
        return labels;
    }

    /**
     * Who or what each example shows. Unlike classes, those of validation and test may be others than those of training.
     *
     * @param identities indices into the names; not copied
     * @param names of the identities
     * @throws BadInputException naming the example whose identity has no name
     */
    static Labels ofIdentities(int[] identities, List<String> names) {
        return new IdentityLabels(identities, names, new int[0]);
    }

    /**
     * As {@link #ofIdentities(int[], List)}, for examples that are compared in given pairs.
     *
     * @param pairs for each example the number of its pair; each number stands at two examples
     */
    static Labels ofPairs(int[] identities, List<String> names, int[] pairs) {
        return new IdentityLabels(identities, names, pairs);
    }

    /** Number of labels. */
    int size();

    /**
     * Numbers in the row that a batch has for each example: classes, one of which is 1; values; or the number of an
     * identity and, if examples are compared in given pairs, that of its pair.
     */
    int width();

    /** Names of the classes or identities, or the numbers of the values. */
    List<String> names();

    /** What a label says of its example. */
    LabelKind kind();

    /** Number of groups that keep their shares when examples are divided: classes, identities, or one for values. */
    int strata();

    /** The group of an example. */
    int stratum(int example);

    /** Writes the row of an example, which is all zeros before. */
    void write(int example, float[] out, int at);

    /** The labels of the given examples, in the given order. */
    Labels select(int[] examples);

    /** Examples of each group. */
    default int[] counts() {
        int[] counts = new int[strata()];
        for (int i = 0; i < size(); i++) {
            counts[stratum(i)]++;
        }
        return counts;
    }
}
