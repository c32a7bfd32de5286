package org.osnas.core.run;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osnas.api.spi.BadInputException;

/**
 * What determines a run, as text of which two can be compared: its resolved configuration, or, for a run that a program
 * assembled, its values.
 *
 * @param file in a run folder
 * @param attached texts that it names, by their names in the folder {@value #ATTACHED}: the file of a search space
 * @param plugins components that did not come with OSNAS: {@code search space my-space}, and the class and jar of each
 */
public record RunDescription(String file, String text, Map<String, String> attached, Map<String, String> plugins) {

    /** Folder of what is attached. */
    public static final String ATTACHED = "attached";

    public RunDescription {
        attached = Map.copyOf(attached);
        plugins = Map.copyOf(plugins);
    }

    /** With nothing attached. */
    public RunDescription(String file, String text) {
        this(file, text, Map.of(), Map.of());
    }

    /** The beginning of a part: {@code space: fbnet-s}, or {@code search.budget.macs: …} of the part {@code search}. */
    private static final Pattern PART = Pattern.compile("([a-z]+)[a-z0-9._-]*:");

    /** File of a configuration. */
    public static final String CONFIG = "config.yaml";

    /** File of a run that a program assembled. */
    public static final String PROGRAM = "run.txt";

    public static RunDescription configured(String yaml) {
        return new RunDescription(CONFIG, yaml);
    }

    /** The same, with a text that it names. */
    public RunDescription attaching(String name, String content) {
        return new RunDescription(file, text, Map.of(name, content), plugins);
    }

    /** The same, made with components of plug-ins. */
    public RunDescription with(Map<String, String> others) {
        return new RunDescription(file, text, attached, others);
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

    /** The lines about some of its parts, in the order of the text; all lines if it does not tell them apart. */
    public String about(String... parts) {
        Set<String> wanted = Set.of(parts);
        Set<String> found = new HashSet<>();
        StringBuilder lines = new StringBuilder();
        String part = "";
        for (String line : text.lines().toList()) {
            Matcher begin = PART.matcher(line);
            if (begin.lookingAt()) {
                part = begin.group(1);
            }
            if (wanted.contains(part)) {
                found.add(part);
                lines.append(line).append('\n');
            }
        }
        return found.equals(wanted) ? lines.toString() : text;
    }

    private String origin() {
        return file.equals(CONFIG) ? "from a configuration" : "by a program";
    }
}
