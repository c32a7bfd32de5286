package org.osnas.api.cost;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Stage;
import org.osnas.api.spi.BadInputException;

/** The lookup tables of one space, by metric name. Immutable. */
public final class CostModel {

    private static final Set<Metric> ANALYTIC =
            Set.of(Metric.PARAMS, Metric.MACS, Metric.CONV_MACS, Metric.ACTIVATION_MEMORY);

    private final Map<String, LookupTable> tables;

    private CostModel(Map<String, LookupTable> tables) {
        this.tables = tables;
    }

    public static CostModel of(Collection<LookupTable> tables) {
        Map<String, LookupTable> byName = new LinkedHashMap<>();
        tables.forEach(t -> byName.put(t.metric().name(), t));
        return new CostModel(byName);
    }

    /**
     * The tables that follow from the description alone: {@code params}, {@code macs}, {@code conv_macs},
     * {@code activation-memory}. Exact.
     */
    public static CostModel analytic(SearchSpace space) {
        return of(List.of(
                table(Metric.PARAMS, space, (block, in) -> block.params()),
                table(Metric.MACS, space, Block::macs),
                table(Metric.CONV_MACS, space, Block::convMacs),
                table(Metric.ACTIVATION_MEMORY, space, KeptFeatures.of(space)::peakActivationBytes)));
    }

    /** Whether {@link #analytic} gives a metric, by its name, for every space. */
    public static boolean isAnalytic(String metric) {
        return ANALYTIC.stream().anyMatch(known -> known.name().equals(metric));
    }

    /** Cost of one block at given shapes of its inputs. */
    @FunctionalInterface
    public interface BlockCost {
        double of(Block block, List<Shape> inputs);
    }

    /** Cost of one block at a place: 0 is the stem, {@code s + 1} stage {@code s}, the last one the head. */
    @FunctionalInterface
    interface PlacedCost {
        double of(int place, Block block, List<Shape> inputs);
    }

    /** A table filled block by block, see {@link Stage#additiveShares} and {@link Stage#peakShares}. */
    public static LookupTable table(Metric metric, SearchSpace space, BlockCost blockCost) {
        return table(metric, space, (place, block, inputs) -> blockCost.of(block, inputs));
    }

    private static LookupTable table(Metric metric, SearchSpace space, PlacedCost blockCost) {
        List<double[]> cost = new ArrayList<>();
        for (int s = 0; s < space.stages().size(); s++) {
            int place = s + 1;
            List<Shape> in = List.of(space.stageInput(s));
            Stage stage = space.stages().get(s);
            ToDoubleFunction<Block> ofBlock = block -> blockCost.of(place, block, in);
            Collections.addAll(
                    cost,
                    metric.combination() == Combination.SUM
                            ? stage.additiveShares(ofBlock)
                            : stage.peakShares(ofBlock));
        }
        double base = metric.combination()
                .of(
                        blockCost.of(0, space.stem(), List.of(space.input())),
                        blockCost.of(space.stages().size() + 1, space.head().block(), space.headInputs()));
        return LookupTable.of(metric, base, cost.toArray(double[][]::new), space);
    }

    public CostModel with(LookupTable table) {
        Map<String, LookupTable> copy = new LinkedHashMap<>(tables);
        copy.put(table.metric().name(), table);
        return new CostModel(copy);
    }

    public Collection<LookupTable> tables() {
        return Collections.unmodifiableCollection(tables.values());
    }

    /** Names of the metrics that have a table. */
    public Set<String> metrics() {
        return Collections.unmodifiableSet(tables.keySet());
    }

    /**
     * The table of a metric.
     *
     * @throws BadInputException listing the known metrics
     */
    public LookupTable table(String metric) {
        LookupTable table = tables.get(metric);
        if (table == null) {
            throw new BadInputException(
                    "Unknown metric '" + metric + "'. Known: " + String.join(", ", tables.keySet()));
        }
        return table;
    }

    /** Costs of an architecture by metric name. */
    public Map<String, Double> costs(Architecture architecture) {
        Map<String, Double> costs = new LinkedHashMap<>();
        tables.forEach((name, table) -> costs.put(name, table.cost(architecture)));
        return costs;
    }

    public boolean within(Architecture architecture, Budget budget) {
        for (Map.Entry<String, Range> entry : budget.ranges().entrySet()) {
            if (!entry.getValue().contains(table(entry.getKey()).cost(architecture))) {
                return false;
            }
        }
        return true;
    }
}
