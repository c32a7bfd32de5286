package org.osnas.core.run;

import org.osnas.api.spi.BadInputException;

/**
 * What determines a run, as text of which two can be compared: its resolved configuration, or, for a run that a program
 * assembled, its values.
 *
 * @param file in a run folder
 */
public record RunDescription(String file, String text) {

    /** File of a configuration. */
    public static final String CONFIG = "config.yaml";

    /** File of a run that a program assembled. */
    public static final String PROGRAM = "run.txt";

    public static RunDescription configured(String yaml) {
        return new RunDescription(CONFIG, yaml);
    }

    public static RunDescription assembled(String text) {
        return new RunDescription(PROGRAM, text);
    }

    /**
     * Checks that a run goes on as it was begun.
     *
     * @param where it was begun, for messages
     * @throws BadInputException naming the first line that differs
     */
    public void requireSame(String where, RunDescription now) {
        if (!file.equals(now.file)) {
            throw new BadInputException(
                    "%s was begun %s, and goes on so only: its %s says with what".formatted(where, origin(), file));
        }
        SameConfig.require(where, text, now.text);
    }

    private String origin() {
        return file.equals(CONFIG) ? "from a configuration" : "by a program";
    }
}
