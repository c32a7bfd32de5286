package org.osnas.core.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osnas.api.cost.Correction;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.internal.stats.RankAgreement;

/**
 * How well a latency table predicts whole networks that were measured, next to how well one measurement of them predicts
 * another.
 *
 * @param table as it was checked, its correction included
 * @param points networks that nothing was fitted to
 * @param stored quality of the table's predictions
 * @param noise quality of a first measurement as a prediction of a second one of the same networks, in turn with it: no
 *     table can be better
 * @param correction fitted on other networks, if the table is biased beyond the noise; from measurements that
 *     differ by more than a twentieth between themselves only if the bias is three times that
 * @param corrected quality with that correction, or else of the table
 * @param extraRounds rounds measured again because the machine drifted
 * @param driftingRounds rounds that drift and count all the same
 * @param interrupted share of passes in which other work took the processor; beyond a tenth nothing is corrected
 */
public record TableCheck(
        LookupTable table,
        List<Point> points,
        Quality stored,
        Quality noise,
        Optional<Correction> correction,
        Quality corrected,
        int extraRounds,
        int driftingRounds,
        double interrupted) {

    private static final double LEAST_BIAS = 0.01;
    private static final double MOST_NOISE = 0.05;
    private static final double CLEAR = 3;
    private static final double MOST_INTERRUPTED = 0.1;

    /** One network: what the table predicts, without and with the new correction, and two measurements. */
    public record Point(Architecture architecture, double stored, double corrected, double first, double second) {
        /** Mean of both measurements. */
        public double measured() {
            return (first + second) / 2;
        }
    }

    /**
     * @param fitted networks to fit a correction to
     * @param judged other networks
     * @param first milliseconds of all of them, the fitted ones first
     * @param second a second measurement
     */
    static TableCheck of(
            LookupTable table,
            List<Architecture> fitted,
            List<Architecture> judged,
            double[] first,
            double[] second,
            RoundRobin.Result rounds) {
        int split = fitted.size();
        double[] measured = new double[first.length];
        for (int i = 0; i < measured.length; i++) {
            measured[i] = (first[i] + second[i]) / 2;
        }
        Quality noise = Quality.of(first, second);
        double[] known = Arrays.copyOf(measured, split);
        double bias = Quality.of(costs(table, fitted), known).bias();
        boolean steady = rounds.interrupted() <= MOST_INTERRUPTED
                && (noise.mape() <= MOST_NOISE || Math.abs(bias) >= CLEAR * noise.mape());
        Optional<Correction> correction = steady && Math.abs(bias) > Math.max(LEAST_BIAS, noise.mape())
                ? Optional.of(CorrectionFit.of(
                        costs(table.raw(), fitted), known, table.raw().min()))
                : Optional.empty();
        LookupTable better = correction.map(table::corrected).orElse(table);
        double[] truth = Arrays.copyOfRange(measured, split, measured.length);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Architecture a = judged.get(i);
            points.add(new Point(a, table.cost(a), better.cost(a), first[split + i], second[split + i]));
        }
        return new TableCheck(
                table,
                List.copyOf(points),
                Quality.of(costs(table, judged), truth),
                noise,
                correction,
                Quality.of(costs(better, judged), truth),
                rounds.extraRounds(),
                rounds.driftingRounds(),
                rounds.interrupted());
    }

    private static double[] costs(LookupTable table, List<Architecture> architectures) {
        return architectures.stream().mapToDouble(table::cost).toArray();
    }

    /** The networks, with what the table predicts, corrected if it is, and what they took. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("unit", table.metric().unit());
        ArrayNode networks = node.putArray("networks");
        for (Point point : points) {
            ObjectNode entry = networks.addObject();
            entry.set("architecture", ValueJson.choices(point.architecture()));
            entry.put("predicted", point.corrected());
            entry.put("measured", point.measured());
        }
        return node;
    }

    /** One line for people: how good the table is, and with its correction. */
    public String summary() {
        String found = String.format(
                Locale.ROOT,
                "The table against %d whole networks: MAPE %.1f %%, %s",
                points.size(),
                100 * stored.mape(),
                stored.ranks());
        if (correction.isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "%s; corrected by others (%.4f * table %+.4f ms): MAPE %.1f %%, %s",
                    found,
                    correction.get().scale(),
                    correction.get().offset(),
                    100 * corrected.mape(),
                    corrected.ranks());
        }
        if (interrupted > MOST_INTERRUPTED) {
            return String.format(
                    Locale.ROOT,
                    "%s; not corrected, since other work interrupted %.0f %% of the passes. Measure again when the machine"
                            + " is idle.",
                    found,
                    100 * interrupted);
        }
        return noise.mape() <= MOST_NOISE
                ? found + "; no correction needed"
                : String.format(
                        Locale.ROOT,
                        "%s; not corrected, since two measurements of a network differ by %.1f %% on average. The machine"
                                + " is busy: measure again when it is idle.",
                        found,
                        100 * noise.mape());
    }

    /** A few lines for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%d unseen networks of space %s at %s".formatted(points.size(), table.space(), table.input()));
        lines.add("table        " + stored);
        correction.ifPresent(c -> {
            lines.add("corrected    " + corrected);
            lines.add(String.format(
                    Locale.ROOT,
                    "correction   %.4f * table %+.4f ms, fitted on other networks",
                    c.scale(),
                    c.offset()));
        });
        lines.add("noise floor  " + noise + " (the same networks measured twice)");
        if (correction.isEmpty() && noise.mape() > MOST_NOISE) {
            lines.add(
                    "The measurements differ too much to correct the table by them. Check again when the machine is idle.");
        }
        if (interrupted > MOST_INTERRUPTED) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Other work interrupted %.0f %% of the passes, so nothing is corrected by them. Check again when the"
                            + " machine is idle.",
                    100 * interrupted));
        }
        if (driftingRounds > 0) {
            lines.add(driftingRounds + " rounds drifted and count all the same: the machine was busy. Check again when"
                    + " it is idle.");
        }
        return List.copyOf(lines);
    }

    /**
     * How well predicted costs of networks match measured ones.
     *
     * @param mape mean of {@code |predicted - measured| / measured}
     * @param bias mean of {@code (predicted - measured) / measured}
     * @param within share of networks whose prediction is within {@value #TOLERANCE} of the measured cost, relatively
     * @param spearman rank correlation; not a number if all predictions are equal
     */
    public record Quality(double mape, double bias, double within, double spearman) {

        static final double TOLERANCE = 0.1;

        /** Compares arrays of equal length, of two networks or more. */
        public static Quality of(double[] predicted, double[] measured) {
            double absolute = 0;
            double signed = 0;
            int within = 0;
            for (int i = 0; i < predicted.length; i++) {
                double error = (predicted[i] - measured[i]) / measured[i];
                absolute += Math.abs(error);
                signed += error;
                within += Math.abs(error) <= TOLERANCE ? 1 : 0;
            }
            double n = predicted.length;
            return new Quality(absolute / n, signed / n, within / n, RankAgreement.spearman(predicted, measured));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "MAPE %.1f %%, bias %+.1f %%, within 10 %%: %.0f %%, %s",
                    100 * mape,
                    100 * bias,
                    100 * within,
                    ranks());
        }

        /** The rank correlation for people. */
        public String ranks() {
            return Double.isNaN(spearman)
                    ? "no Spearman: all alike"
                    : String.format(Locale.ROOT, "Spearman %.3f", spearman);
        }
    }
}
