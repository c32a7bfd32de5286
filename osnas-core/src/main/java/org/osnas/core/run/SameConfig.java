package org.osnas.core.run;

import org.osnas.core.file.FileException;
import org.osnas.core.internal.file.FirstDifference;

/** Checks that what goes on has the configuration that it was begun with. */
final class SameConfig {

    private SameConfig() {}

    /**
     * @param where the configuration was begun, for messages
     * @param before the configuration then, as resolved
     * @param now the configuration that is given, as resolved
     * @throws FileException naming the first line that differs
     */
    static void require(String where, String before, String now) {
        FirstDifference.of(before, now).ifPresent(line -> {
            throw new FileException(
                    new FileException.Changed(line.before(), line.now()),
                    ("%s was begun with '%s', but the configuration now says '%s'. Resume with the configuration it was begun"
                                    + " with, or begin another one")
                            .formatted(where, line.before(), line.now()));
        });
    }
}
