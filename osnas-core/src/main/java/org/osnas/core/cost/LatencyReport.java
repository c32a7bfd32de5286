package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a latency table was measured, and how far to trust it.
 *
 * @param blocks distinct blocks measured, stem and head included
 * @param referenceMillis median time of the reference kernel
 * @param extraRounds rounds measured because others drifted
 * @param driftingRounds rounds that drift and count all the same, because no steadier ones came
 * @param interrupted share of passes in which other work took the processor, however often they were tried
 * @param spread typical distance of a time from its block's median, as a share of the median
 * @param outliers blocks with times far above their median; the median hides those times, the report does not
 */
record LatencyReport(
        LatencyOptions options,
        int blocks,
        double referenceMillis,
        int extraRounds,
        int driftingRounds,
        double interrupted,
        double spread,
        List<Outlier> outliers) {

    private static final int SHOWN = 5;
    private static final double NOTED = 0.1;

    /**
     * Times of one block that are far above its median.
     *
     * @param block where it stands first, with its input: {@code layer 3 k5e6 at 16x16x24}
     * @param times how many
     * @param passes of how many, at all places of the block
     */
    public record Outlier(String block, int times, int passes, double medianMillis, double worstMillis) {}

    public LatencyReport {
        outliers = List.copyOf(outliers);
    }

    /** A few lines for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "Latency: %d distinct blocks, %s, median of %d rounds, typical spread %.1f %%, reference %.4f ms",
                blocks, options.conditions(), options.repeats(), 100 * spread, referenceMillis));
        if (extraRounds > 0) {
            lines.add(format(
                    "%d rounds were measured again, because the reference was more than %.0f %% off its median",
                    extraRounds, 100 * options.drift()));
        }
        if (driftingRounds > 0) {
            lines.add(format(
                    "%d of the %d rounds that count drifted all the same: the machine was busy. Measure again when it is"
                            + " idle.",
                    driftingRounds, options.repeats()));
        }
        if (interrupted > NOTED) {
            lines.add(format(
                    "Other work interrupted %.0f %% of the passes that count. Measure again when the machine is idle.",
                    100 * interrupted));
        }
        outliers.stream()
                .limit(SHOWN)
                .forEach(o -> lines.add(format(
                        "Outliers: %s took up to %.4f ms in %d of %d passes, median %.4f ms",
                        o.block(), o.worstMillis(), o.times(), o.passes(), o.medianMillis())));
        if (outliers.size() > SHOWN) {
            lines.add(format("Outliers in %d blocks more", outliers.size() - SHOWN));
        }
        return List.copyOf(lines);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
