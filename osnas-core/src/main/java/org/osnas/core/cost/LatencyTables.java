package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.internal.cost.Stopwatch;
import org.osnas.core.stop.StopSignal;

/**
 * Makes the latency table of a space on this machine: measures all blocks, then some whole networks, and corrects the
 * table by these if it is biased, so that no table is used that nobody has looked at.
 */
public final class LatencyTables {

    private static final int FITTED = 10;
    private static final int JUDGED = 10;
    private static final int MOST_CHECK_REPEATS = 11;

    private final LatencyOptions options;
    private final Consumer<String> log;
    private final Stopwatch clock;
    private final StopSignal stop;

    /**
     * On the clock of this machine.
     *
     * @param log is told in a line what begins
     */
    public LatencyTables(LatencyOptions options, Consumer<String> log) {
        this(options, log, Stopwatch.system());
    }

    /**
     * On another clock, as for tests that must not depend on the speed of the machine.
     *
     * @param log is told in a line what begins
     * @param clock is read before and after every timed step
     */
    public LatencyTables(LatencyOptions options, Consumer<String> log, Stopwatch clock) {
        this(options, log, clock, new StopSignal());
    }

    private LatencyTables(LatencyOptions options, Consumer<String> log, Stopwatch clock, StopSignal stop) {
        this.options = options;
        this.log = log;
        this.clock = clock;
        this.stop = stop;
    }

    /** The same, which ends with a {@link org.osnas.core.stop.StoppedException} if it is asked to stop. */
    public LatencyTables stopOn(StopSignal signal) {
        return new LatencyTables(options, log, clock, signal);
    }

    /**
     * A table and how far to trust it.
     *
     * @param table of milliseconds for a pass over a batch, corrected if need be
     * @param check none if the space has fewer networks than a check needs
     */
    public record Made(LookupTable table, LatencyReport report, Optional<TableCheck> check) {

        /** A few lines for people. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>(report.lines());
            check.ifPresent(c -> lines.add(c.summary()));
            return List.copyOf(lines);
        }
    }

    /** Measures a space; takes from seconds for a small space at a small input to minutes for large ones. */
    public Made make(SearchSpace space) {
        LatencyMeter.Measured measured = new LatencyMeter(options, log, clock, stop).measure(space);
        LookupTable table = measured.table().measuredUnder(conditions());
        if (!NetworkMeter.canCheck(space)) {
            return new Made(table, measured.report(), Optional.empty());
        }
        LatencyOptions brief = options.withRepeats(Math.min(options.repeats(), MOST_CHECK_REPEATS));
        TableCheck check =
                new NetworkMeter(brief, log, clock, stop).check(space, table, FITTED, JUDGED, LatencyMeter.SEED);
        return new Made(check.correction().map(table::corrected).orElse(table), measured.report(), Optional.of(check));
    }

    /**
     * Checks a table of milliseconds by whole networks of random architectures, and fits a correction if it is biased.
     *
     * @param fitted number of networks that a correction may be fitted to, the cheapest and the dearest among them, so
     *     that it holds from end to end
     * @param judged number of other networks to judge the table by
     */
    public TableCheck check(SearchSpace space, LookupTable table, int fitted, int judged, long seed) {
        return new NetworkMeter(options, log, clock, stop).check(space, table, fitted, judged, seed);
    }

    /** Under which conditions this measures. */
    public Conditions conditions() {
        return options.conditions().on(Nd4j.getBackend().getClass().getSimpleName());
    }
}
