package org.osnas.engine.internal.plan;

import java.util.Optional;
import java.util.stream.Collectors;
import org.osnas.engine.backend.FastPath;
import org.osnas.engine.backend.FastPath.Cost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Says that the fast path is not there: to the program's log, where it can be routed and silenced like everything else,
 * or on standard error if the program has no logger, since who embeds OSNAS would otherwise wait without knowing why.
 */
public final class FastPathWarning {

    private static final Logger LOG = LoggerFactory.getLogger(FastPathWarning.class);

    private FastPathWarning() {}

    /** Warns if it costs time; the caller sees to it that this happens once. */
    public static void issue(FastPath path) {
        text(path).ifPresent(text -> {
            if (LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory) {
                System.err.println("WARN  " + text);
            } else {
                LOG.warn(text);
            }
        });
    }

    public static Optional<String> text(FastPath path) {
        if (path.cost() == Cost.NONE) {
            return Optional.empty();
        }
        String parts = path.missing().stream()
                .map(part -> "%s (%s)".formatted(part, part.artifact()))
                .collect(Collectors.joining(", "));
        String cost = path.cost() == Cost.GREAT
                ? "Training is many times slower: a small run took more than 11 minutes in place of 48 seconds."
                : "Training takes longer: a small run 7 seconds in place of 5.";
        return Optional.of("The native libraries of the fast path are not all there; missing: " + parts + ". " + cost
                + " Add org.osnas:osnas-backend-cpu to the run time class path");
    }
}
