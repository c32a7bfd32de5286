package org.osnas.api.cost;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * Cost of every candidate block in every choice layer for one metric, plus the base cost of stem and head:
 * {@code Cost(a) = base + Σ_l cost[l][a_l]}, or {@code max(base, max_l cost[l][a_l])} for a metric that is a peak (see
 * {@link Metric#combination}). All costs are corrected ones if the table has a {@link #correction}. Immutable; belongs
 * to one space at one input shape.
 */
public final class LookupTable {

    private final Metric metric;
    private final double base;
    private final double[][] cost;
    private final PairedCosts paired;
    private final String space;
    private final Shape input;
    private final String fingerprint;
    private final Optional<Conditions> conditions;
    private final Correction correction;
    private final LayerGroups groups;
    private final LookupTable raw;

    /**
     * @param cost {@code [layer][candidate]}, copied
     * @param fingerprint of the space, {@link SearchSpace#fingerprint()}
     */
    public LookupTable(Metric metric, double base, double[][] cost, String space, Shape input, String fingerprint) {
        this(
                metric,
                base,
                cost,
                space,
                input,
                fingerprint,
                new LayerGroups(Collections.nCopies(cost.length, 1)),
                Optional.empty(),
                Correction.NONE,
                null);
    }

    private LookupTable(
            Metric metric,
            double base,
            double[][] cost,
            String space,
            Shape input,
            String fingerprint,
            LayerGroups groups,
            Optional<Conditions> conditions,
            Correction correction,
            LookupTable raw) {
        this.groups = groups;
        this.conditions = conditions;
        this.correction = correction;
        this.raw = raw == null ? this : raw;
        this.metric = metric;
        this.base = base;
        this.cost = Arrays.stream(cost).map(double[]::clone).toArray(double[][]::new);
        this.paired = new PairedCosts(metric.combination(), base, this.cost);
        this.space = space;
        this.input = input;
        this.fingerprint = fingerprint;
        Check.that(Double.isFinite(base), "table %s holds a base cost that is not a number: %s", metric, base);
        for (double[] row : this.cost) {
            Check.that(row.length > 0, "table %s has a layer without candidates", metric);
            for (double value : row) {
                Check.that(Double.isFinite(value), "table %s holds a cost that is not a number: %s", metric, value);
            }
        }
    }

    /** A table for a space, checked for its size. */
    public static LookupTable of(Metric metric, double base, double[][] cost, SearchSpace space) {
        LookupTable table = new LookupTable(metric, base, cost, space.name(), space.input(), space.fingerprint());
        Check.that(
                Arrays.equals(space.sizes(), table.sizes()),
                "table %s has candidates %s, but space %s has %s",
                metric,
                Arrays.toString(table.sizes()),
                space.name(),
                Arrays.toString(space.sizes()));
        return table.grouped(space.stages().stream().map(s -> s.layers().size()).toList());
    }

    /**
     * The same costs, for a space in which neighbouring layers choose interchangeably.
     *
     * @param sizes number of layers of each stage, in order
     * @throws BadInputException if these are not the layers of the table
     */
    public LookupTable grouped(List<Integer> sizes) {
        LayerGroups stages = new LayerGroups(sizes);
        Check.that(
                stages.depth() == cost.length,
                "a table of %d layers cannot have stages of %s layers",
                cost.length,
                sizes);
        return with(stages, conditions);
    }

    /** Number of layers of each stage, in order; 1 for each but where layers choose interchangeably. */
    public List<Integer> groups() {
        return groups.sizes();
    }

    /** The same costs, known to have been measured under conditions. */
    public LookupTable measuredUnder(Conditions known) {
        return with(groups, Optional.of(known));
    }

    /** The raw costs with other circumstances, then the correction of this table. */
    private LookupTable with(LayerGroups stages, Optional<Conditions> known) {
        return new LookupTable(
                        metric, raw.base, raw.cost, space, input, fingerprint, stages, known, Correction.NONE, null)
                .corrected(correction);
    }

    /**
     * This table with another correction in place of its own.
     *
     * @throws BadInputException if the metric does not add up
     */
    public LookupTable corrected(Correction other) {
        if (other.equals(Correction.NONE)) {
            return raw;
        }
        Check.that(metric.combination() == Combination.SUM, "a %s table takes no correction: it is a peak", metric);
        double[][] scaled = Arrays.stream(raw.cost)
                .map(row -> Arrays.stream(row).map(c -> other.scale() * c).toArray())
                .toArray(double[][]::new);
        return new LookupTable(
                metric, other.of(raw.base), scaled, space, input, fingerprint, groups, conditions, other, raw);
    }

    /** The table as it was measured, without its correction. */
    public LookupTable raw() {
        return raw;
    }

    /** The correction that all costs of this table have; {@link Correction#NONE} as a rule. */
    public Correction correction() {
        return correction;
    }

    /** How the costs were measured, if they were. */
    public Optional<Conditions> conditions() {
        return conditions;
    }

    public Metric metric() {
        return metric;
    }

    public double base() {
        return base;
    }

    public String space() {
        return space;
    }

    public Shape input() {
        return input;
    }

    public String fingerprint() {
        return fingerprint;
    }

    public int depth() {
        return cost.length;
    }

    public int size(int layer) {
        return cost[layer].length;
    }

    public int[] sizes() {
        return Arrays.stream(cost).mapToInt(row -> row.length).toArray();
    }

    public double blockCost(int layer, int choice) {
        return cost[layer][choice];
    }

    /**
     * Cost of an architecture of the table's space; that of its {@linkplain SearchSpace#canonical canonical form}, if it
     * is another one. A few nanoseconds, without allocation if it is canonical.
     *
     * @throws IllegalArgumentException if the architecture is not one of a space of this size
     */
    public double cost(Architecture architecture) {
        return paired.of(groups.canonical(architecture));
    }

    /**
     * Cost of {@code architecture.with(layer, choice)}, to the last bit; where costs are whole numbers by a single
     * difference.
     *
     * @param known {@link #cost} of the architecture
     */
    public double changed(double known, Architecture architecture, int layer, int choice) {
        return groups.trivial()
                ? paired.changed(known, architecture, layer, choice)
                : cost(architecture.with(layer, choice));
    }

    /** Cheapest cost in the space, exactly. */
    public double min() {
        return cost(argMin());
    }

    /** Dearest cost in the space, exactly. */
    public double max() {
        return cost(argMax());
    }

    /** A cheapest architecture; among equals the lowest indices. */
    public Architecture argMin() {
        return extreme(-1);
    }

    /** A dearest architecture; among equals the lowest indices. */
    public Architecture argMax() {
        return extreme(1);
    }

    private Architecture extreme(int sign) {
        return groups.extreme(cost, metric.combination(), sign);
    }

    /**
     * Expected cost when candidate {@code c} of layer {@code l} has probability {@code p[l][c]}. It is linear, so its
     * gradient with respect to {@code p[l][c]} is {@link #blockCost}.
     *
     * @throws BadInputException if the metric is a peak, whose expected value is not linear
     */
    public double expected(double[][] p) {
        if (metric.combination() != Combination.SUM) {
            throw new BadInputException("The expected " + metric
                    + " of a mixture is not linear, because it is a peak. Use a metric that adds up, such as macs.");
        }
        double total = base;
        for (int l = 0; l < cost.length; l++) {
            for (int c = 0; c < cost[l].length; c++) {
                total += p[l][c] * cost[l][c];
            }
        }
        return total;
    }

    /**
     * {@link #expected(double[][])} with its gradient.
     *
     * @param gradient {@code [layer][candidate]}, overwritten with the derivative with respect to {@code p}
     */
    public double expected(double[][] p, double[][] gradient) {
        for (int l = 0; l < cost.length; l++) {
            System.arraycopy(cost[l], 0, gradient[l], 0, cost[l].length);
        }
        return expected(p);
    }

    /**
     * Returns this table if it was made for the space.
     *
     * @throws BadInputException naming both spaces, inputs and fingerprints
     */
    public LookupTable requireFor(SearchSpace other) {
        Check.that(
                fingerprint.equals(other.fingerprint()),
                "The %s table was made for space %s at %s (fingerprint %s), but the run uses %s at %s (%s). Build the"
                        + " table again for this space and input.",
                metric,
                space,
                input,
                fingerprint,
                other.name(),
                other.input(),
                other.fingerprint());
        return this;
    }
}
