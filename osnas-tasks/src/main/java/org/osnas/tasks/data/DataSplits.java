package org.osnas.tasks.data;

import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Check;
import org.osnas.tasks.internal.Permutation;

/**
 * The three parts of a data set, of one shape and labelled alike.
 *
 * @param train trains weights
 * @param validation scores architectures during a search
 * @param test for the final result only
 */
public record DataSplits(Examples train, Examples validation, Examples test) {

    /**
     * @throws org.osnas.api.spi.BadInputException when a part is empty, or shapes or labels differ
     */
    public DataSplits {
        Check.that(
                train.size() > 0 && validation.size() > 0 && test.size() > 0,
                "There are %d training, %d validation and %d test examples; each part needs at least one",
                train.size(),
                validation.size(),
                test.size());
        Parts.requireSame(train, "validation", validation);
        Parts.requireSame(train, "test", test);
    }

    static DataSplits of(Examples all, double validation, double test, long seed) {
        Check.that(
                validation > 0 && test > 0 && validation + test < 1,
                "The shares of validation and test examples must be above 0, and below 1 together, got %s and %s",
                validation,
                test);
        Parts.requireEveryClass(all.labels());
        int forTest = (int) Math.rint(test * all.size());
        int forValidation = (int) Math.rint(validation * all.size());
        Check.that(
                forTest > 0 && forValidation > 0 && forTest + forValidation < all.size(),
                "%s and %s of %d examples are %d for validation and %d for the test; each part needs at least one. Use"
                        + " other shares, or more examples",
                validation,
                test,
                all.size(),
                forValidation,
                forTest);
        Examples mixed = all.select(Permutation.of(all.size(), Seeds.generator(seed, "split", 0)));
        int[] tests = ClassBalance.pick(mixed.labels(), forTest);
        Examples rest = mixed.select(ClassBalance.complement(tests, mixed.size()));
        int[] validations = ClassBalance.pick(rest.labels(), forValidation);
        return new DataSplits(
                rest.select(ClassBalance.complement(validations, rest.size())),
                rest.select(validations),
                mixed.select(tests));
    }

    /**
     * The same, after a look at the labels.
     *
     * @throws org.osnas.api.spi.BadInputException when there are fewer than two classes, or one has no training example
     */
    public DataSplits requireEveryClass() {
        Parts.requireEveryClass(train.labels());
        return this;
    }
}
