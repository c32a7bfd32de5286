package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures kernels in turn, one after the other in every round, so that a slow phase of the machine hits all alike. A
 * kernel is a list of steps, each of which is timed.
 *
 * <p>A reference kernel is measured before the first round and after every round. A round drifts if the reference at
 * one of its two ends is too far from the median of all. Drifting rounds are measured again, a bounded number of
 * times; if too few steady rounds come of it, the least drifting ones count, and the result says so.
 */
final class RoundRobin {

    private static final int REFERENCE_RUNS = 5;
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final int MOST_WARM_UP = 100;

    private final LatencyOptions options;
    private final LongSupplier nanoTime;

    RoundRobin(LatencyOptions options, LongSupplier nanoTime) {
        this.options = options;
        this.nanoTime = nanoTime;
    }

    /**
     * What was measured.
     *
     * @param nanos of each step of each kernel, in order, its time in every round that counts
     * @param extraRounds rounds that were measured because others drifted
     * @param driftingRounds rounds that drift and count all the same
     */
    record Result(List<List<Long>> nanos, double referenceNanos, int extraRounds, int driftingRounds) {}

    /** One pass over the steps of all kernels, between the references {@code ends[index]} and {@code ends[index + 1]}. */
    private record Round(int index, List<Long> nanos) {}

    Result measure(List<List<Runnable>> kernels, Runnable reference) {
        warmUp(kernels, reference);
        List<Round> rounds = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        ends.add(reference(reference));
        int most = options.repeats() + options.extraRounds();
        while (rounds.size() < most && steady(rounds, ends) < options.repeats()) {
            List<Long> nanos = new ArrayList<>();
            for (List<Runnable> steps : kernels) {
                // The round evicted this kernel's weights and code from the caches; in one that runs again and again
                // they stay.
                steps.forEach(Runnable::run);
                steps.forEach(step -> nanos.add(time(step)));
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
        return new Result(List.copyOf(byStep), median, rounds.size() - options.repeats(), drifting);
    }

    /** Rounds of small networks are too short for the compiler to have seen their code often enough. */
    private void warmUp(List<List<Runnable>> kernels, Runnable reference) {
        long start = nanoTime.getAsLong();
        for (int i = 0; i < MOST_WARM_UP * options.warmUp(); i++) {
            if (i >= options.warmUp() && nanoTime.getAsLong() - start >= WARM_UP_NANOS) {
                return;
            }
            reference.run();
            kernels.forEach(steps -> steps.forEach(Runnable::run));
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

    private long time(Runnable kernel) {
        long start = nanoTime.getAsLong();
        kernel.run();
        return nanoTime.getAsLong() - start;
    }
}
