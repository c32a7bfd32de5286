package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.UnifiedStage;
import org.osnas.core.internal.cost.Stopwatch;
import org.osnas.core.stop.StopSignal;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * Measures the inference time of every distinct pair of block and input shape of a space on this machine, and fills a
 * lookup table with it.
 *
 * <p>Blocks are timed where they will stand: within whole networks that together hold all of them, run by the execution
 * plan of the supernet. A block alone that runs again and again finds its weights, its code and its input in the
 * nearest caches; in a network twenty others come between. Measured alone, blocks of fbnet-s at 32x32 on one image took
 * 15 to 25 % less than in their networks, and the stem a quarter. What remains of the bias is that a sum of medians is
 * below the median of a sum where times have long tails, as on a busy machine.
 *
 * <p>The networks run in turn, with warm-up; a time is the median over the rounds, and the mean over the places of
 * blocks that have the same description and input, whatever they are called. An identity costs 0. A reference kernel
 * between the rounds guards against drift of the machine. The number of passes is bounded.
 */
final class LatencyMeter {

    static final double NANOS = 1e-6;
    private static final double OUTLIER = 1.5;
    static final long SEED = 1;
    private static final Shape REFERENCE_INPUT = new Shape(32, 32, 32);
    private static final Block REFERENCE =
            Block.sequence("reference", Conv2d.of(32, 32, 3, 1), BatchNorm.of(32), Activation.relu6(32));

    /** Makes what is timed: a step for each block of a network. */
    @FunctionalInterface
    interface Runners {
        List<Runnable> steps(List<MeasuredBlock> network);
    }

    private final LatencyOptions options;
    private final Consumer<String> log;
    private final Stopwatch clock;
    private final StopSignal stop;

    LatencyMeter(LatencyOptions options, Consumer<String> log, Stopwatch clock) {
        this(options, log, clock, new StopSignal());
    }

    /**
     * @param log is told in a line what begins
     * @param clock, read before and after every timed step
     * @param stop is looked at before every pass
     */
    LatencyMeter(LatencyOptions options, Consumer<String> log, Stopwatch clock, StopSignal stop) {
        this.options = options;
        this.log = log;
        this.clock = clock;
        this.stop = stop;
    }

    /** A table of milliseconds for a pass over a batch, and how it was measured. */
    record Measured(LookupTable table, LatencyReport report) {}

    Measured measure(SearchSpace space) {
        return NativeThreads.with(options.threads(), () -> {
            try (TensorPool pool = new TensorPool()) {
                Map<MeasuredBlock, BlockRunner> runners = new HashMap<>();
                return measure(
                        space,
                        network -> new BlockChain(
                                        network.stream()
                                                .map(b -> runners.computeIfAbsent(
                                                        b,
                                                        key -> BlockRunner.create(
                                                                key.block(), key.inputs(), pool, SEED)))
                                                .toList(),
                                        space.head().sources(),
                                        space.input(),
                                        options.batch(),
                                        pool,
                                        SEED)
                                .steps(),
                        reference(options, pool));
            }
        });
    }

    /** The kernel that tells when the machine drifts. */
    static Runnable reference(LatencyOptions options, TensorPool pool) {
        BlockRunner block = BlockRunner.create(REFERENCE, List.of(REFERENCE_INPUT), pool, SEED);
        return new BlockChain(List.of(block), List.of(), REFERENCE_INPUT, options.batch(), pool, SEED)
                .steps()
                .get(0);
    }

    Measured measure(SearchSpace space, Runners runners, Runnable reference) {
        List<List<MeasuredBlock>> networks = MeasuredBlock.networks(space, SEED);
        List<MeasuredBlock> blocks = networks.stream().flatMap(List::stream).toList();
        long distinct = blocks.stream()
                .filter(b -> !b.block().isIdentity())
                .map(MeasuredBlock::kind)
                .distinct()
                .count();
        log.accept("Measuring the latency of %d distinct blocks of space %s at %s in %d networks, %s, %d rounds"
                .formatted(
                        distinct,
                        space.name(),
                        space.input(),
                        networks.size(),
                        options.conditions(),
                        options.repeats()));
        RoundRobin.Result result = new RoundRobin(options, clock, stop)
                .measure(networks.stream().map(runners::steps).toList(), reference);
        Map<MeasuredBlock.Kind, Times> times = new LinkedHashMap<>();
        for (int i = 0; i < blocks.size(); i++) {
            MeasuredBlock block = blocks.get(i);
            if (!block.block().isIdentity()) {
                times.computeIfAbsent(block.kind(), kind -> new Times(block.label()))
                        .add(result.nanos().get(i));
            }
        }
        Map<MeasuredBlock.Kind, Double> millis = new HashMap<>();
        times.forEach((kind, t) -> millis.put(kind, t.millis()));
        for (int s = 0; s < space.stages().size(); s++) {
            if (space.stages().get(s) instanceof UnifiedStage unified) {
                smooth(unified, space.stageInput(s), millis);
            }
        }
        LookupTable table = CostModel.table(
                metric(),
                space,
                (block, inputs) -> block.isIdentity() ? 0 : millis.get(new MeasuredBlock("", block, inputs).kind()));
        return new Measured(table, report(List.copyOf(times.values()), result));
    }

    /** A block with a sub-block more is not faster; where it seems so, that is noise, and its share would be negative. */
    private static void smooth(UnifiedStage stage, Shape input, Map<MeasuredBlock.Kind, Double> millis) {
        int[] choices = new int[stage.subBlocks()];
        for (int c = 0; c < stage.zero(); c++) {
            Arrays.fill(choices, stage.zero());
            List<MeasuredBlock.Kind> wider = new ArrayList<>();
            for (int g = 0; g < choices.length; g++) {
                choices[g] = c;
                wider.add(new MeasuredBlock("", stage.block(choices), List.of(input)).kind());
            }
            double[] rising =
                    Monotone.rising(wider.stream().mapToDouble(millis::get).toArray());
            for (int g = 0; g < rising.length; g++) {
                millis.put(wider.get(g), rising[g]);
            }
        }
    }

    // A table for batches must not be taken for one of single images.
    private Metric metric() {
        return options.batch() == 1
                ? Metric.LATENCY
                : new Metric(Metric.LATENCY.name(), "ms for a batch of " + options.batch());
    }

    /** What one kind of block took, at each of its places in every round. */
    private record Times(String label, List<List<Long>> places) {

        Times(String label) {
            this(label, new ArrayList<>());
        }

        void add(List<Long> nanos) {
            places.add(nanos);
        }

        double millis() {
            return places.stream().mapToDouble(Median::of).average().orElseThrow() * NANOS;
        }
    }

    private LatencyReport report(List<Times> blocks, RoundRobin.Result result) {
        List<LatencyReport.Outlier> outliers = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (Times block : blocks) {
            int far = 0;
            double worst = 0;
            for (List<Long> nanos : block.places()) {
                double median = Median.of(nanos);
                nanos.forEach(n -> deviations.add(Math.abs(n - median) / Math.max(1, median)));
                for (long n : nanos) {
                    far += n > OUTLIER * median ? 1 : 0;
                    worst = Math.max(worst, n);
                }
            }
            if (far > 0) {
                int passes = block.places().size() * options.repeats();
                outliers.add(new LatencyReport.Outlier(block.label(), far, passes, block.millis(), worst * NANOS));
            }
        }
        outliers.sort(Comparator.comparingDouble(
                (LatencyReport.Outlier o) -> (o.medianMillis() - o.worstMillis()) / o.medianMillis()));
        return new LatencyReport(
                options,
                blocks.size(),
                result.referenceNanos() * NANOS,
                result.extraRounds(),
                result.driftingRounds(),
                result.interrupted(),
                deviations.isEmpty() ? 0 : Median.of(deviations),
                outliers);
    }
}
