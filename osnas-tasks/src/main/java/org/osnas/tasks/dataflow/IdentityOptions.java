package org.osnas.tasks.dataflow;

import java.util.List;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Divisible;
import org.osnas.tasks.data.DataSplits;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.IdentitySplits;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.QuarterTurns;
import org.osnas.tasks.data.Reading;

/**
 * The settings that all data sets of identities share: which of them are held out, and how batches are put together. A
 * provider reads them beside its own, and opens with them what it read.
 *
 * @param shared with all image data sets; a validation below 1 is a share of the identities
 * @param test share of the identities for the final result
 * @param validationNames identities that score architectures; empty for the share
 * @param testNames identities for the final result; empty for the share
 * @param together images of each identity in a training batch, 0 to take them as they come
 */
public record IdentityOptions(
        DataflowOptions shared, double test, List<String> validationNames, List<String> testNames, int together) {

    public IdentityOptions {
        validationNames = List.copyOf(validationNames);
        testNames = List.copyOf(testNames);
        Check.that(test > 0 && test < 1, "test must be a share of the identities above 0 and below 1, got %s", test);
        Check.that(
                validationNames.isEmpty() == testNames.isEmpty(),
                "validation-identities and test-identities must be named both, or neither to hold out shares");
        Check.that(
                together == 0 || together >= 2,
                "together must be 0, to take images as they come, or at least 2 images of each identity, got %d",
                together);
    }

    /**
     * Reads the shared keys; the caller reads its own and then rejects unknown ones.
     *
     * @param validation identities that score architectures where the settings are silent; none for a share of 0.2
     * @param test identities for the final result where the settings are silent; none for a share of 0.3
     * @param flip whether half of the training images are mirrored where the settings are silent
     */
    public static IdentityOptions read(Settings settings, List<String> validation, List<String> test, boolean flip) {
        boolean shares = settings.has("validation") || settings.has("test");
        DataflowOptions shared = DataflowOptions.read(settings, new DataflowOptions.Defaults(0.2, flip));
        return new IdentityOptions(
                shared,
                settings.about("share of the identities held back for the test").number("test", 0.3, 0, 1),
                settings.about("names of those to validate with; drawn if empty")
                        .texts("validation-identities", shares ? List.of() : validation),
                settings.about("names of those to test with; drawn if empty")
                        .texts("test-identities", shares ? List.of() : test),
                settings.about("examples of an identity that stand together in a batch; 0 for no such order")
                        .integer("together", 0, 0, 10_000));
    }

    /**
     * The batches of images, of which identities are held out.
     *
     * @param all with a class for each image, which is its identity
     * @param turn makes four identities of each by {@link QuarterTurns}, all four in the same part
     * @param seed root seed of shuffling and augmentation
     * @throws org.osnas.api.spi.BadInputException when splits, sizes or batches asked for are not possible with these
     */
    public Divisible open(ImageSet all, Turn turn, Reading reading, int batchSize, long seed) {
        IdentitySplits.Held held = testNames.isEmpty()
                ? IdentitySplits.shares(all.labels().names(), shared.validation(), test)
                : new IdentitySplits.Held(validationNames, testNames);
        // Divided before they are turned: names of folders know nothing of turns.
        DataSplits splits = IdentitySplits.of(all, held);
        return open(
                new DataSplits(turn.of(splits.train()), turn.of(splits.validation()), turn.of(splits.test())),
                reading,
                batchSize,
                seed);
    }

    /** What becomes of images before they are batches. */
    public enum Turn {
        /** They stay as they are. */
        NONE,
        /** {@link QuarterTurns#dealt}. */
        DEALT,
        /** {@link QuarterTurns#all}. */
        ALL;

        Examples of(Examples examples) {
            ImageSet images = (ImageSet) examples;
            return switch (this) {
                case NONE -> images;
                case DEALT -> QuarterTurns.dealt(images);
                case ALL -> QuarterTurns.all(images);
            };
        }
    }

    /** The batches of images that are divided already. */
    public Divisible open(DataSplits splits, Reading reading, int batchSize, long seed) {
        DataSplits limited = new DataSplits(
                DataflowOptions.limited(splits.train(), shared.limit()),
                splits.validation(),
                DataflowOptions.limited(splits.test(), shared.testLimit()));
        return shared.open(limited, reading, batchSize, together, seed);
    }
}
