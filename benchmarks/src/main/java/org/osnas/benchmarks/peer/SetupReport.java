package org.osnas.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osnas.benchmarks.report.RatioLine;
import org.osnas.report.Table;

/**
 * The steps of one space under each {@link SetupVariant}.
 *
 * @param ratios to the process without set-up, which comes first
 */
record SetupReport(String space, List<Measurement> measurements, List<Ratio> ratios) {

    /**
     * One result.
     *
     * @param wall ratio of median times of a step
     * @param cpu ratio of median processor times of a step
     */
    record Ratio(String setup, double wall, double cpu) {}

    static SetupReport of(String space, List<Measurement> measurements) {
        Measurement none = measurements.get(0);
        List<Ratio> ratios = new ArrayList<>();
        for (Measurement m : measurements) {
            ratios.add(new Ratio(
                    m.contender(),
                    m.medianMillis() / none.medianMillis(),
                    m.medianCpuMillis() / none.medianCpuMillis()));
        }
        return new SetupReport(space, List.copyOf(measurements), List.copyOf(ratios));
    }

    /** Those of the times of a step, in short. */
    List<RatioLine> lines() {
        double none = measurements.get(0).medianMillis();
        return measurements.stream()
                .skip(1)
                .map(m -> new RatioLine(
                        "step of " + space + ", " + m.contender() + " to no set-up", m.medianMillis(), none, "ms", ""))
                .toList();
    }

    String table() {
        Measurement none = measurements.get(0);
        Table table = Table.of(
                "set-up; %s, batch %d, %d threads".formatted(space, none.batch(), none.threads()),
                "time to none",
                "CPU time to none",
                "median ms",
                "CPU ms",
                "of it system ms",
                "page faults",
                "peak MB");
        for (int i = 0; i < measurements.size(); i++) {
            Measurement m = measurements.get(i);
            table = table.row(
                    m.contender(),
                    number("%.2f", ratios.get(i).wall()),
                    number("%.2f", ratios.get(i).cpu()),
                    number("%.1f", m.medianMillis()),
                    number("%.1f", m.medianCpuMillis()),
                    number("%.1f", mean(m.systemMillis())),
                    number("%.0f", mean(m.pageFaults())),
                    number("%.0f", m.peakBytes() / 1e6));
        }
        return table.markdown();
    }

    // The system's clock ticks too rarely for a median.
    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
