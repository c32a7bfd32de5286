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

    private final TableOrigin origin;
    private final BlockCosts raw;
    private final StageLayout stages;
    private final Optional<Conditions> conditions;
    private final Correction correction;
    private final BlockCosts costs;
    private final PairedCosts paired;

    /**
     * @param cost {@code [layer][candidate]}, copied
     * @param fingerprint of the space, {@link SearchSpace#fingerprint()}
     */
    public LookupTable(Metric metric, double base, double[][] cost, String space, Shape input, String fingerprint) {
        this(
                new TableOrigin(metric, space, input, fingerprint),
                BlockCosts.given(metric, base, cost),
                new StageLayout(Collections.nCopies(cost.length, 1)),
                Optional.empty(),
                Correction.NONE);
    }

    private LookupTable(
            TableOrigin origin,
            BlockCosts raw,
            StageLayout stages,
            Optional<Conditions> conditions,
            Correction correction) {
        this.origin = origin;
        this.raw = raw;
        this.stages = stages;
        this.conditions = conditions;
        this.correction = correction;
        this.costs = raw.corrected(correction);
        this.paired = new PairedCosts(origin.metric().combination(), costs);
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
        return table.withStages(
                space.stages().stream().map(s -> s.layers().size()).toList());
    }

    /**
     * The same costs, for a space in which neighbouring layers choose interchangeably.
     *
     * @param sizes number of layers of each stage, in order
     * @throws BadInputException if these are not the layers of the table
     */
    public LookupTable withStages(List<Integer> sizes) {
        StageLayout layout = new StageLayout(sizes);
        Check.that(layout.depth() == depth(), "a table of %d layers cannot have stages of %s layers", depth(), sizes);
        return new LookupTable(origin, raw, layout, conditions, correction);
    }

    /** Number of layers of each stage, in order; 1 for each but where layers choose interchangeably. */
    public List<Integer> stageSizes() {
        return stages.sizes();
    }

    /** The same costs, known to have been measured under conditions. */
    public LookupTable measuredUnder(Conditions known) {
        return new LookupTable(origin, raw, stages, Optional.of(known), correction);
    }

    /**
     * This table with another correction in place of its own.
     *
     * @throws BadInputException if the metric does not add up
     */
    public LookupTable corrected(Correction other) {
        Check.that(
                other.equals(Correction.NONE) || metric().combination() == Combination.SUM,
                "a %s table takes no correction: it is a peak",
                metric());
        return new LookupTable(origin, raw, stages, conditions, other);
    }

    /** The table as it was measured, without its correction. */
    public LookupTable raw() {
        return corrected(Correction.NONE);
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
        return origin.metric();
    }

    public double base() {
        return costs.base();
    }

    public String space() {
        return origin.space();
    }

    public Shape input() {
        return origin.input();
    }

    public String fingerprint() {
        return origin.fingerprint();
    }

    public int depth() {
        return costs.cost().length;
    }

    public int size(int layer) {
        return costs.cost()[layer].length;
    }

    public int[] sizes() {
        return costs.sizes();
    }

    public double blockCost(int layer, int choice) {
        return costs.cost()[layer][choice];
    }

    /**
     * Cost of an architecture of the table's space; that of its {@linkplain SearchSpace#canonical canonical form}, if it
     * is another one. A few nanoseconds, without allocation if it is canonical.
     *
     * @throws IllegalArgumentException if the architecture is not one of a space of this size
     */
    public double cost(Architecture architecture) {
        return paired.of(stages.canonical(architecture));
    }

    /**
     * Cost of {@code architecture.with(layer, choice)}, to the last bit; where costs are whole numbers by a single
     * difference.
     *
     * @param known {@link #cost} of the architecture
     */
    public double changed(double known, Architecture architecture, int layer, int choice) {
        return stages.trivial()
                ? paired.changed(known, architecture, layer, choice)
                : cost(architecture.with(layer, choice));
    }

    /** Whether all costs are whole numbers whose sums have no rounding error. */
    boolean sumsExactly() {
        return costs.sumExactly();
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
        return stages.extreme(costs.cost(), metric().combination(), sign);
    }

    /**
     * Expected cost when candidate {@code c} of layer {@code l} has probability {@code p[l][c]} and layers choose
     * independently: the mean cost of architectures drawn so, whatever the order in which interchangeable layers choose.
     *
     * @param p {@code [layer][candidate]}, each layer with a sum of 1
     * @throws BadInputException if the metric is a peak, whose expected value does not follow from that of the layers
     */
    public double expected(double[][] p) {
        return expected(p, Arrays.stream(p).map(double[]::clone).toArray(double[][]::new));
    }

    /**
     * {@link #expected(double[][])} with its gradient. Where a layer stands alone that is {@link #blockCost}; where layers
     * choose interchangeably it is by how much dearer the stage becomes than with the layer's last candidate.
     *
     * @param gradient {@code [layer][candidate]}, overwritten with the derivative with respect to {@code p}
     */
    public double expected(double[][] p, double[][] gradient) {
        return expectedCosts().of(p, gradient);
    }

    private ExpectedCosts expectedCosts() {
        if (metric().combination() != Combination.SUM) {
            throw new BadInputException("The expected " + metric()
                    + " of a mixture does not follow from its layers, because it is a peak. Use a metric that adds up,"
                    + " such as macs.");
        }
        return new ExpectedCosts(costs.base(), costs.cost(), stages);
    }

    /**
     * Returns this table if it was made for the space.
     *
     * @throws BadInputException naming both spaces, inputs and fingerprints
     */
    public LookupTable requireFor(SearchSpace other) {
        origin.requireFor(other);
        return this;
    }
}
