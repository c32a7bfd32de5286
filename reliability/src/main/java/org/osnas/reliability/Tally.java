package org.osnas.reliability;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How often what came out, and what must not have. */
public final class Tally {

    /** What becomes of something that goes wrong. */
    public enum Outcome {
        /** Said in one sentence. */
        REFUSED(true),
        /** The same in the end, by work that was done again. */
        RECOVERED(true),
        /** The same at once. */
        NO_EFFECT(true),
        /** Read as something else, and nothing said. */
        CHANGED_SILENTLY(false),
        /** A stack trace. */
        DEFECT(false),
        /** No end within the time that anything may take. */
        HANG(false);

        private final boolean allowed;

        Outcome(boolean allowed) {
            this.allowed = allowed;
        }
    }

    private final String name;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final List<String> bad = new ArrayList<>();

    public Tally(String name) {
        this.name = name;
    }

    /**
     * @param how it came about, kept of what must not happen
     */
    public void add(Outcome outcome, String how) {
        counts.merge(outcome, 1L, Long::sum);
        if (!outcome.allowed && bad.size() < 100) {
            bad.add(name + ": " + outcome + ": " + how);
        }
    }

    /** What must not have happened: empty if all is well. */
    public List<String> bad() {
        return List.copyOf(bad);
    }

    /** All that was tried. */
    public long tried() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** A row of a table in Markdown. */
    public String row() {
        StringBuilder row = new StringBuilder("| " + name + " | " + tried());
        for (Outcome outcome : Outcome.values()) {
            row.append(" | ").append(count(outcome));
        }
        return row.append(" |").toString();
    }

    /** The head of a table of {@link #row}s. */
    public static String head() {
        return "| | tried | refused | recovered | no effect | changed silently | defect | hang |\n|---|---|---|---|---|---|---|---|";
    }

    /** The outcome of a failure: said in a sentence, or a stack trace. */
    static Outcome of(Throwable failure) {
        return sentence(failure).isPresent() ? Outcome.REFUSED : Outcome.DEFECT;
    }

    /** What the command line would say of a failure, if it knows more of it than its stack. */
    private static Optional<String> sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.osnas.api.spi.BadInputException
                    || cause instanceof java.io.IOException
                    || cause instanceof java.nio.file.InvalidPathException) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }
}
