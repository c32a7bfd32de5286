package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.core.plan.TensorPool;
import org.osnas.core.supernet.BlockRunner;

/**
 * Measures the inference time of every distinct pair of block and input shape of a space on this machine, and fills a
 * lookup table with it.
 *
 * <p>Blocks run by the execution plan of the supernet, in turn, with warm-up; the table has medians. A reference
 * kernel between the rounds guards against drift of the machine. Blocks of the same description at the same input are
 * measured once, whatever they are called, and an identity costs 0. The number of passes is bounded.
 */
public final class LatencyMeter {

    static final double NANOS = 1e-6;
    private static final double OUTLIER = 1.5;
    static final long SEED = 1;
    static final Shape REFERENCE_INPUT = new Shape(32, 32, 32);
    static final Block REFERENCE =
            Block.sequence("reference", Conv2d.of(32, 32, 3, 1), BatchNorm.of(32), Activation.relu6(32));

    /** Makes what is timed. */
    @FunctionalInterface
    interface Runners {
        Runnable runner(Block block, Shape input);
    }

    /** A block without its name: what takes the time. */
    private record Key(List<Block.Node> nodes, int output, Shape input) {
        static Key of(Block block, Shape input) {
            return new Key(block.nodes(), block.output(), input);
        }
    }

    private record Site(String label, Block block, Shape input) {}

    private final LatencyOptions options;
    private final Consumer<String> log;
    private final LongSupplier nanoTime;

    /**
     * A meter on the clock of this machine.
     *
     * @param log is told in a line what begins
     */
    public LatencyMeter(LatencyOptions options, Consumer<String> log) {
        this(options, log, System::nanoTime);
    }

    /**
     * @param nanoTime a clock in nanoseconds, read before and after every timed pass
     */
    public LatencyMeter(LatencyOptions options, Consumer<String> log, LongSupplier nanoTime) {
        this.options = options;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** A table of milliseconds for a pass over a batch, and how it was measured. */
    public record Measured(LookupTable table, LatencyReport report) {}

    /** Measures a space; takes from a second for a small space at a small input to minutes for large ones. */
    public Measured measure(SearchSpace space) {
        return NativeThreads.with(options.threads(), () -> {
            try (TensorPool pool = new TensorPool()) {
                return measure(space, (block, input) -> BlockRunner.create(block, input, options.batch(), pool, SEED));
            }
        });
    }

    Measured measure(SearchSpace space, Runners runners) {
        Map<Key, Site> sites = sites(space);
        log.accept("Measuring the latency of %d distinct blocks of space %s at %s, %s, %d rounds"
                .formatted(sites.size(), space.name(), space.input(), options.conditions(), options.repeats()));
        List<Runnable> kernels = new ArrayList<>();
        sites.values().forEach(s -> kernels.add(runners.runner(s.block(), s.input())));
        RoundRobin.Result result =
                new RoundRobin(options, nanoTime).measure(kernels, runners.runner(REFERENCE, REFERENCE_INPUT));
        Map<Key, Double> millis = new LinkedHashMap<>();
        int next = 0;
        for (Key key : sites.keySet()) {
            millis.put(key, Median.of(result.nanos().get(next++)) * NANOS);
        }
        LookupTable table = CostModel.table(
                metric(), space, (block, input) -> block.isIdentity() ? 0 : millis.get(Key.of(block, input)));
        return new Measured(table.measuredUnder(options.conditions()), report(sites.values(), result));
    }

    // A table for batches must not be taken for one of single images.
    private Metric metric() {
        return options.batch() == 1
                ? Metric.LATENCY
                : new Metric(Metric.LATENCY.name(), "ms for a batch of " + options.batch());
    }

    /** A share of interchangeable choices is a difference of two times: noise makes it worthless, even negative. */
    private static void refuseInterchangeable(SearchSpace space) {
        Check.that(
                space.stages().size() == space.depth(),
                "The latency of space %s cannot be measured block by block, because the %d choices of its %d stages are"
                        + " interchangeable and a sub-block takes no time of its own. Use a budget on macs or params, or"
                        + " name other metrics with --metric.",
                space.name(),
                space.depth(),
                space.stages().size());
    }

    private static Map<Key, Site> sites(SearchSpace space) {
        Map<Key, Site> sites = new LinkedHashMap<>();
        refuseInterchangeable(space);
        add(sites, "stem", space.stem(), space.input());
        for (int s = 0; s < space.stages().size(); s++) {
            String layer = "layer " + s + " ";
            Shape input = space.stageInput(s);
            space.layers().get(s).candidates().forEach(block -> add(sites, layer + block.name(), block, input));
        }
        add(sites, "head", space.head(), space.inputOf(space.depth()));
        return sites;
    }

    private static void add(Map<Key, Site> sites, String label, Block block, Shape input) {
        if (!block.isIdentity()) {
            sites.putIfAbsent(Key.of(block, input), new Site(label + " at " + input, block, input));
        }
    }

    private LatencyReport report(Collection<Site> sites, RoundRobin.Result result) {
        List<LatencyReport.Outlier> outliers = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        int next = 0;
        for (Site site : sites) {
            List<Long> nanos = result.nanos().get(next++);
            double median = Median.of(nanos);
            nanos.forEach(n -> deviations.add(Math.abs(n - median) / Math.max(1, median)));
            int far = (int) nanos.stream().filter(n -> n > OUTLIER * median).count();
            if (far > 0) {
                double worst = nanos.stream().mapToLong(n -> n).max().orElseThrow();
                outliers.add(new LatencyReport.Outlier(site.label(), far, median * NANOS, worst * NANOS));
            }
        }
        outliers.sort(Comparator.comparingDouble(
                (LatencyReport.Outlier o) -> (o.medianMillis() - o.worstMillis()) / o.medianMillis()));
        return new LatencyReport(
                options,
                sites.size(),
                result.referenceNanos() * NANOS,
                result.extraRounds(),
                result.driftingRounds(),
                deviations.isEmpty() ? 0 : Median.of(deviations),
                outliers);
    }
}
