package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.osnas.core.internal.cost.Stopwatch;
import org.osnas.core.stop.StopSignal;

/**
 * Measures kernels in turn, one after the other in every round, so that a slow phase of the machine hits all alike. A
 * kernel is a list of steps, each of which is timed.
 *
 * <p>A reference kernel is measured before the first round and after every round. A round drifts if the reference at
 * one of its two ends is too far from the median of all. Drifting rounds are measured again, a bounded number of
 * times; if too few steady rounds come of it, the least drifting ones count, and the result says so. A pass in which
 * other work took the processor is run again at once, a few times: on a busy machine few long passes are spared, but
 * nearly all short ones, so that blocks would seem to be faster than the networks that they make.
 */
final class RoundRobin {

    private static final int REFERENCE_RUNS = 5;
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final int MOST_WARM_UP = 100;
    private static final int TRIES = 8;
    private static final double MOST_WALL_ALONE = 1.1;
    private static final double MOST_WALL_TOGETHER = 1.5;
    private static final long CLOCK_STEP_NANOS = 20_000;

    private final LatencyOptions options;
    private final Stopwatch clock;
    private final StopSignal stop;

    /**
     * @param stop is looked at before every pass
     */
    RoundRobin(LatencyOptions options, Stopwatch clock, StopSignal stop) {
        this.options = options;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * What was measured.
     *
     * @param nanos of each step of each kernel, in order, its time in every round that counts
     * @param extraRounds rounds that were measured because others drifted
     * @param driftingRounds rounds that drift and count all the same
     * @param interrupted share of passes in which other work took the processor, again and again
     */
    record Result(
            List<List<Long>> nanos, double referenceNanos, int extraRounds, int driftingRounds, double interrupted) {}

    private record Pass(List<Long> nanos, boolean interrupted) {}

    /** One pass over the steps of all kernels, between the references {@code ends[index]} and {@code ends[index + 1]}. */
    private record Round(int index, List<Long> nanos) {}

    Result measure(List<List<Runnable>> kernels, Runnable reference) {
        warmUp(kernels, reference);
        int passes = 0;
        int interruptedPasses = 0;
        List<Round> rounds = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        ends.add(reference(reference));
        int most = options.repeats() + options.extraRounds();
        while (rounds.size() < most && steady(rounds, ends) < options.repeats()) {
            List<Long> nanos = new ArrayList<>();
            for (List<Runnable> steps : kernels) {
                stop.check();
                // The round evicted this kernel's weights and code from the caches; in one that runs again and again
                // they stay.
                steps.forEach(Runnable::run);
                Pass pass = pass(steps);
                for (int i = 1; pass.interrupted() && i < TRIES; i++) {
                    pass = pass(steps);
                }
                nanos.addAll(pass.nanos());
                passes++;
                interruptedPasses += pass.interrupted() ? 1 : 0;
            }
            rounds.add(new Round(rounds.size(), nanos));
            ends.add(reference(reference));
        }
        double median = Median.of(ends);
        List<Round> counting = rounds.stream()
                .sorted(Comparator.comparingDouble((Round r) -> drift(r, ends, median))
                        .thenComparingInt(Round::index))
                .limit(options.repeats())
                .toList();
        int drifting = options.repeats() - Math.min(options.repeats(), steady(rounds, ends));
        List<List<Long>> byStep = new ArrayList<>();
        for (int s = 0; s < counting.get(0).nanos().size(); s++) {
            int step = s;
            byStep.add(counting.stream().map(r -> r.nanos().get(step)).toList());
        }
        return new Result(
                List.copyOf(byStep),
                median,
                rounds.size() - options.repeats(),
                drifting,
                (double) interruptedPasses / passes);
    }

    /** Rounds of small networks are too short for the compiler to have seen their code often enough. */
    private void warmUp(List<List<Runnable>> kernels, Runnable reference) {
        long start = clock.nanoTime();
        for (int i = 0; i < MOST_WARM_UP * options.warmUp(); i++) {
            if (i >= options.warmUp() && clock.nanoTime() - start >= WARM_UP_NANOS) {
                return;
            }
            reference.run();
            for (List<Runnable> steps : kernels) {
                stop.check();
                steps.forEach(Runnable::run);
            }
        }
    }

    private int steady(List<Round> rounds, List<Double> ends) {
        double median = Median.of(ends);
        return (int) rounds.stream()
                .filter(r -> drift(r, ends, median) <= options.drift())
                .count();
    }

    private static double drift(Round round, List<Double> ends, double median) {
        double before = Math.abs(ends.get(round.index()) - median);
        double after = Math.abs(ends.get(round.index() + 1) - median);
        return Math.max(before, after) / Math.max(1, median);
    }

    private double reference(Runnable kernel) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < REFERENCE_RUNS; i++) {
            nanos.add(time(kernel));
        }
        return Median.of(nanos);
    }

    /** Times of the steps of one pass; tells whether another process had the processor meanwhile. */
    private Pass pass(List<Runnable> steps) {
        stop.check();
        OptionalLong before = clock.cpuTime();
        List<Long> nanos = steps.stream().map(this::time).toList();
        OptionalLong after = clock.cpuTime();
        double wall = nanos.stream().mapToLong(n -> n).sum();
        // Several threads wait for each other now and then.
        double most = options.threads() == 1 ? MOST_WALL_ALONE : MOST_WALL_TOGETHER;
        boolean interrupted =
                before.isPresent() && wall > most * (after.getAsLong() - before.getAsLong()) + CLOCK_STEP_NANOS;
        return new Pass(nanos, interrupted);
    }

    private long time(Runnable kernel) {
        long start = clock.nanoTime();
        kernel.run();
        return clock.nanoTime() - start;
    }
}
