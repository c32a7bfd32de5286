package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.Check;
import org.osnas.core.supernet.Supernet;

/**
 * Makes latency tables for runtimes that run whole networks only: measures random networks, fits what each candidate
 * adds ({@link AdditiveFit}), and judges the table by other networks.
 */
public final class RuntimeTables {

    private static final int PER_UNKNOWN = 2;
    private static final int FEWEST = 24;
    private static final int JUDGED = 20;
    private static final int TRIES = 1000;

    private final LatencyRuntime runtime;
    private final LatencyOptions options;
    private final Consumer<String> log;

    /**
     * @param options of which batch, threads and repeats count
     * @param log is told in a line what begins
     */
    public RuntimeTables(LatencyRuntime runtime, LatencyOptions options, Consumer<String> log) {
        this.runtime = runtime;
        this.options = options;
        this.log = log;
    }

    /**
     * A table and how far to trust it.
     *
     * @param fitted networks that it was fitted to
     * @param check against others
     */
    public record Made(LookupTable table, int fitted, TableCheck check) {

        /** A few lines for people. */
        public List<String> lines() {
            return List.of(
                    String.format(
                            Locale.ROOT,
                            "Latency: fitted to %d networks, %s",
                            fitted,
                            table.conditions().map(Conditions::toString).orElse("")),
                    check.summary());
        }
    }

    /** Under which conditions this measures. */
    public Conditions conditions() {
        return options.conditions().on(runtime.name());
    }

    /**
     * Measures a space.
     *
     * @param networks that are measured for the fit; two for each unknown if it is not given
     * @throws org.osnas.api.spi.BadInputException if the space has too few networks, or the runtime cannot run them
     */
    public Made make(SearchSpace space, OptionalInt networks) {
        CandidateUnknowns unknowns = new CandidateUnknowns(space);
        int wanted = networks.orElse(Math.max(FEWEST, PER_UNKNOWN * unknowns.count()));
        List<Architecture> drawn =
                NetworkSample.draw(space, List.of(), wanted + JUDGED, "runtime-table", LatencyMeter.SEED);
        Check.that(
                drawn.size() >= 4,
                "Space %s has %d networks, too few to fit a table to some and judge it by others",
                space.name(),
                drawn.size());
        boolean small = drawn.size() < wanted + JUDGED;
        int fitted = small ? Math.min(wanted, drawn.size() * 3 / 4) : wanted;
        double[][] millis = measure(space, drawn);
        double[] means = new double[fitted];
        for (int i = 0; i < fitted; i++) {
            means[i] = (millis[0][i] + millis[1][i]) / 2;
        }
        double[][] counts = drawn.subList(0, fitted).stream().map(unknowns::of).toArray(double[][]::new);
        LookupTable table = unknowns.table(AdditiveFit.of(counts, means, unknowns.features()))
                .measuredUnder(conditions());
        TableCheck check = TableCheck.of(
                table,
                drawn.subList(0, fitted),
                drawn.subList(fitted, drawn.size()),
                millis[0],
                millis[1],
                NOTHING_ELSE);
        return new Made(check.correction().map(table::corrected).orElse(table), fitted, check);
    }

    /** As {@link LatencyTables#check}, in this runtime. */
    public TableCheck check(SearchSpace space, LookupTable table, int fitted, int judged, long seed) {
        table.requireFor(space);
        List<Architecture> drawn = NetworkMeter.draw(space, table, fitted + judged, seed);
        int fit = Math.min(fitted, drawn.size() / 2);
        double[][] millis = measure(space, drawn);
        return TableCheck.of(
                table, drawn.subList(0, fit), drawn.subList(fit, drawn.size()), millis[0], millis[1], NOTHING_ELSE);
    }

    /** A runtime keeps its rounds to itself. */
    private static final RoundRobin.Result NOTHING_ELSE = new RoundRobin.Result(List.of(), 0, 0, 0, 0);

    private double[][] measure(SearchSpace space, List<Architecture> architectures) {
        log.accept("Measuring %d networks of space %s at %s, %s, %d repeats"
                .formatted(architectures.size(), space.name(), space.input(), conditions(), options.repeats()));
        List<Supplier<StandaloneNetwork>> networks = new ArrayList<>();
        architectures.forEach(a -> networks.add(() -> random(space, a)));
        double[][] millis = runtime.millis(networks, conditions(), options.repeats());
        Check.that(
                millis.length == LatencyRuntime.MEASUREMENTS
                        && Arrays.stream(millis).allMatch(m -> m.length == networks.size()),
                "Runtime %s did not measure all of the %d networks",
                runtime.name(),
                networks.size());
        for (double[] measurement : millis) {
            for (double value : measurement) {
                Check.that(
                        value > 0 && Double.isFinite(value),
                        "Runtime %s measured %s milliseconds, which is no time",
                        runtime.name(),
                        value);
            }
        }
        return millis;
    }

    private static StandaloneNetwork random(SearchSpace space, Architecture architecture) {
        SearchSpace alone = space.restrictTo(architecture);
        try (Supernet network = Supernet.create(alone, LatencyMeter.SEED)) {
            return network.standalone(Architecture.of(new int[alone.depth()]));
        }
    }
}
