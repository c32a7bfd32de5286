package org.osnas.core.cost;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.core.internal.cost.Stopwatch;
import org.osnas.core.stop.StopSignal;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * Measures whole networks of random architectures and compares them with what a latency table predicts. Networks run in
 * turn, every one twice a round at two places of it, as {@link LatencyMeter} runs blocks: by the plans of a supernet,
 * with warm-up, medians and a reference kernel that tells when the machine drifts.
 */
final class NetworkMeter {

    private static final int LEAST = 4;

    private final LatencyOptions options;
    private final Consumer<String> log;
    private final Stopwatch clock;
    private final StopSignal stop;

    /**
     * @param options batch and threads are those of the table
     * @param log is told in a line what begins
     * @param clock is read before and after every pass
     */
    NetworkMeter(LatencyOptions options, Consumer<String> log, Stopwatch clock) {
        this(options, log, clock, new StopSignal());
    }

    /**
     * As the other one.
     *
     * @param stop is looked at before every pass
     */
    NetworkMeter(LatencyOptions options, Consumer<String> log, Stopwatch clock, StopSignal stop) {
        this.options = options;
        this.log = log;
        this.clock = clock;
        this.stop = stop;
    }

    /** Whether a space has networks enough to fit to and to judge by. */
    static boolean canCheck(SearchSpace space) {
        return space.size().compareTo(BigInteger.valueOf(LEAST)) >= 0;
    }

    /**
     * Checks a table of milliseconds, and fits a correction if it is biased.
     *
     * @param fitted number of networks that a correction may be fitted to, the cheapest and the dearest among them, so
     *     that it holds from end to end
     * @param judged number of other networks to judge the table by
     */
    TableCheck check(SearchSpace space, LookupTable table, int fitted, int judged, long seed) {
        return NativeThreads.with(options.threads(), () -> {
            try (TensorPool pool = new TensorPool();
                    Networks networks = new Networks(space)) {
                INDArray images = BlockChain.images(Kernels.chosen(), space.input(), options.batch(), LatencyMeter.SEED)
                        .array();
                return check(
                        space,
                        table,
                        fitted,
                        judged,
                        seed,
                        a -> networks.pass(a, images),
                        LatencyMeter.reference(options, pool));
            }
        });
    }

    TableCheck check(
            SearchSpace space,
            LookupTable table,
            int fitted,
            int judged,
            long seed,
            Function<Architecture, Runnable> networks,
            Runnable reference) {
        table.requireFor(space);
        List<Architecture> drawn = draw(space, table, fitted + judged, seed);
        int fit = Math.min(fitted, drawn.size() / 2);
        log.accept("Measuring %d networks of space %s at %s, %s, %d rounds"
                .formatted(drawn.size(), space.name(), space.input(), options.conditions(), options.repeats()));
        List<List<Runnable>> kernels = new ArrayList<>();
        for (int measurement = 0; measurement < 2; measurement++) {
            drawn.forEach(a -> kernels.add(List.of(networks.apply(a))));
        }
        RoundRobin.Result result = new RoundRobin(options, clock, stop).measure(kernels, reference);
        double[] millis = result.nanos().stream()
                .mapToDouble(nanos -> Median.of(nanos) * LatencyMeter.NANOS)
                .toArray();
        return TableCheck.of(
                table,
                drawn.subList(0, fit),
                drawn.subList(fit, drawn.size()),
                Arrays.copyOf(millis, drawn.size()),
                Arrays.copyOfRange(millis, drawn.size(), millis.length),
                result);
    }

    /** The cheapest and the dearest, then others, uniformly; fewer than asked for if the space is small. */
    static List<Architecture> draw(SearchSpace space, LookupTable table, int count, long seed) {
        List<Architecture> drawn =
                NetworkSample.draw(space, List.of(table.argMin(), table.argMax()), count, "table-check", seed);
        Check.that(
                drawn.size() >= LEAST,
                "A check needs %d architectures or more, but the space has %d",
                LEAST,
                drawn.size());
        return drawn;
    }
}
