package org.osnas.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osnas.benchmarks.report.RatioLine;
import org.osnas.report.Table;

/**
 * Ratios and tables of the measurements.
 *
 * @param ratios those of {@link RatioTarget#TARGETS} that were measured
 */
record PeerReport(List<Measurement> measurements, List<Ratio> ratios) {

    /** How far two engines may be apart after equal steps from equal weights, relative. */
    static final double TOLERANCE = 1e-3;

    /**
     * One result.
     *
     * @param millis median time of a step; {@code baseMillis} of the other side's
     * @param cpu ratio of median processor times of a step, which a busy machine changes less
     * @param memory ratio of the largest resident sizes of the processes; a supernet's without its weights
     * @param lossDifference largest relative difference of the first losses, and of the mixture gradient
     */
    record Ratio(
            String of,
            String to,
            int threads,
            double millis,
            double baseMillis,
            double cpu,
            double target,
            double memory,
            double lossDifference) {

        double wall() {
            return millis / baseMillis;
        }

        boolean computesTheSame() {
            return lossDifference <= TOLERANCE;
        }
    }

    static PeerReport of(List<Measurement> measurements) {
        List<Ratio> ratios = new ArrayList<>();
        for (RatioTarget comparison : RatioTarget.TARGETS) {
            Optional<Measurement> ours =
                    measurements.stream().filter(comparison::isNumerator).findFirst();
            Optional<Measurement> base =
                    measurements.stream().filter(comparison::isDenominator).findFirst();
            if (ours.isPresent() && base.isPresent()) {
                ratios.add(ratio(comparison, ours.get(), base.get()));
            }
        }
        return new PeerReport(List.copyOf(measurements), List.copyOf(ratios));
    }

    private static Ratio ratio(RatioTarget comparison, Measurement ours, Measurement base) {
        // Other paths train the shared blocks of a supernet, so only its first loss is the network's own.
        int compared =
                ours.workload().equals(base.workload()) ? ours.firstLosses().size() : 1;
        double difference = relative(ours.firstMixtureGradientNorm(), base.firstMixtureGradientNorm());
        for (int i = 0; i < compared; i++) {
            difference = Math.max(
                    difference,
                    relative(ours.firstLosses().get(i), base.firstLosses().get(i)));
        }
        return new Ratio(
                ours.workload() + " " + ours.contender(),
                base.workload() + " " + base.contender(),
                comparison.threads(),
                ours.medianMillis(),
                base.medianMillis(),
                ours.medianCpuMillis() / base.medianCpuMillis(),
                comparison.target(),
                memory(ours, base),
                difference);
    }

    private static double memory(Measurement ours, Measurement base) {
        long own = ours.workload().equals(Mode.SUPERNET.label()) ? ours.weightBytes() : 0;
        return (double) (ours.peakBytes() - own) / base.peakBytes();
    }

    private static double relative(double a, double b) {
        return a == b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
    }

    /** Those of the times of a step, in short. */
    List<RatioLine> lines() {
        return ratios.stream()
                .map(r -> new RatioLine(
                        "%s to %s, threads %d%s"
                                .formatted(r.of(), r.to(), r.threads(), r.computesTheSame() ? "" : ", NOT THE SAME"),
                        r.millis(),
                        r.baseMillis(),
                        "ms",
                        "≤ " + number("%.2f", r.target())))
                .toList();
    }

    String table() {
        Table times = Table.of(
                "step", "engine", "threads", "batch", "median ms", "least ms", "CPU ms", "peak MB", "first loss");
        for (Measurement m : measurements) {
            times = times.row(
                    m.workload() + " " + m.contender(),
                    m.engine(),
                    Integer.toString(m.threads()),
                    Integer.toString(m.batch()),
                    number("%.1f", m.medianMillis()),
                    number("%.1f", m.wallMillis().stream().min(Double::compare).orElseThrow()),
                    number("%.1f", m.medianCpuMillis()),
                    number("%.0f", m.peakBytes() / 1e6),
                    number("%.5f", m.firstLosses().get(0)));
        }
        Table table = Table.of("ratio of", "to", "threads", "time", "target", "CPU time", "memory", "loss difference");
        for (Ratio r : ratios) {
            table = table.row(
                    r.of(),
                    r.to(),
                    Integer.toString(r.threads()),
                    number("%.2f", r.wall()),
                    number("%.2f", r.target()),
                    number("%.2f", r.cpu()),
                    number("%.2f", r.memory()),
                    number("%.1e", r.lossDifference()) + (r.computesTheSame() ? "" : " (NOT THE SAME)"));
        }
        return table.markdown() + "\n" + times.markdown();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
