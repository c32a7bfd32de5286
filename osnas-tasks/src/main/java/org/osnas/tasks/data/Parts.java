package org.osnas.tasks.data;

import java.util.Arrays;
import org.osnas.api.spi.Check;

/** What the parts of a data set must have in common. */
final class Parts {

    private Parts() {}

    /**
     * @param what the other part is, for the message
     * @throws org.osnas.api.spi.BadInputException when it is of another shape, or labelled with something else
     */
    static void requireSame(Examples train, String what, Examples other) {
        Check.that(
                train.shape().equals(other.shape()),
                "Training examples are %s but %s examples are %s; they must be of one shape",
                train.shape(),
                what,
                other.shape());
        Check.that(
                train.pixels() == other.pixels(),
                "Training examples are %s but %s examples %s; they must be numbers of one kind",
                train.pixels(),
                what,
                other.pixels());
        Check.that(
                train.labels().getClass() == other.labels().getClass(),
                "Training examples are labelled with %s but %s examples with %s; they must be labelled alike",
                kind(train),
                what,
                kind(other));
        if (train.labels() instanceof IdentityLabels) {
            // Whom or what nobody trained with has other names.
            return;
        }
        Check.that(
                train.labels().names().equals(other.labels().names()),
                "Training examples have the %s %s but %s examples %s; they must be the same",
                kind(train),
                train.labels().names(),
                what,
                other.labels().names());
    }

    private static String kind(Examples examples) {
        if (examples.labels() instanceof IdentityLabels) {
            return "identities";
        }
        return examples.labels() instanceof ClassLabels ? "classes" : "values";
    }

    /**
     * @throws org.osnas.api.spi.BadInputException when there are fewer than two classes, or one has no example
     */
    static void requireEveryClass(Labels labels) {
        if (labels instanceof ClassLabels) {
            Check.that(
                    labels.width() >= 2, "The data set has %d class; classification needs at least 2", labels.width());
            int[] counts = labels.counts();
            int empty = Arrays.stream(counts).boxed().toList().indexOf(0);
            Check.that(
                    empty < 0,
                    "Class %d (%s) of %d has no training example; remove the class, or number labels from 0 without gaps",
                    empty,
                    empty < 0 ? "" : labels.names().get(empty),
                    counts.length);
        }
    }
}
