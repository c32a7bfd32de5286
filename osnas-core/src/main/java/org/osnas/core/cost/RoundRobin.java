package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures kernels in turn, one after the other in every round, so that a slow phase of the machine hits all alike.
 *
 * <p>A reference kernel is measured before the first round and after every round. A round drifts if the reference at
 * one of its two ends is too far from the median of all. Drifting rounds are measured again, a bounded number of
 * times; if too few steady rounds come of it, the least drifting ones count, and the result says so.
 */
final class RoundRobin {

    private static final int REFERENCE_RUNS = 5;

    private final LatencyOptions options;
    private final LongSupplier nanoTime;

    RoundRobin(LatencyOptions options, LongSupplier nanoTime) {
        this.options = options;
        this.nanoTime = nanoTime;
    }

    /**
     * What was measured.
     *
     * @param nanos of each kernel, its time in every round that counts
     * @param extraRounds rounds that were measured because others drifted
     * @param driftingRounds rounds that drift and count all the same
     */
    record Result(List<List<Long>> nanos, double referenceNanos, int extraRounds, int driftingRounds) {}

    /** One pass over all kernels, between the references {@code ends[index]} and {@code ends[index + 1]}. */
    private record Round(int index, List<Long> nanos) {}

    Result measure(List<? extends Runnable> kernels, Runnable reference) {
        for (int i = 0; i < options.warmUp(); i++) {
            reference.run();
            kernels.forEach(Runnable::run);
        }
        List<Round> rounds = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        ends.add(reference(reference));
        int most = options.repeats() + options.extraRounds();
        while (rounds.size() < most && steady(rounds, ends) < options.repeats()) {
            List<Long> nanos = new ArrayList<>();
            for (Runnable kernel : kernels) {
                // The round evicted this kernel's weights and code from the caches; in a network that runs again and
                // again they stay.
                kernel.run();
                nanos.add(time(kernel));
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
        List<List<Long>> byKernel = new ArrayList<>();
        for (int k = 0; k < kernels.size(); k++) {
            int kernel = k;
            byKernel.add(counting.stream().map(r -> r.nanos().get(kernel)).toList());
        }
        return new Result(List.copyOf(byKernel), median, rounds.size() - options.repeats(), drifting);
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
