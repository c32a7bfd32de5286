package org.osnas.api.cost;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;

/** The architectures within a budget that differ from another one in one choice, found by differences of cost. */
public final class Neighbours {

    private Neighbours() {}

    /**
     * The neighbours of an architecture, by layer and choice; {@linkplain SearchSpace#canonical canonical}, each once,
     * without the architecture itself.
     *
     * @throws org.osnas.api.spi.BadInputException if the budget names a metric that the cost model does not have
     */
    public static List<Architecture> of(Architecture architecture, SearchSpace space, CostModel costs, Budget budget) {
        return space.stages().size() == space.depth()
                ? byDifference(architecture, space, costs, budget)
                : interchangeable(architecture, space, costs, budget);
    }

    private static List<Architecture> byDifference(
            Architecture architecture, SearchSpace space, CostModel costs, Budget budget) {
        List<Limit> limits = new ArrayList<>();
        for (Map.Entry<String, Range> entry : budget.ranges().entrySet()) {
            limits.add(new Limit(costs.table(entry.getKey()), entry.getValue()));
        }
        double[] known =
                limits.stream().mapToDouble(l -> l.table().cost(architecture)).toArray();
        List<Architecture> neighbours = new ArrayList<>();
        for (int l = 0; l < space.depth(); l++) {
            for (int c = 0; c < space.layers().get(l).size(); c++) {
                if (c != architecture.choice(l) && allow(limits, known, architecture, l, c)) {
                    neighbours.add(architecture.with(l, c));
                }
            }
        }
        return neighbours;
    }

    private static boolean allow(List<Limit> limits, double[] known, Architecture architecture, int layer, int choice) {
        for (int i = 0; i < known.length; i++) {
            Limit limit = limits.get(i);
            if (!limit.range().contains(limit.table().changed(known[i], architecture, layer, choice))) {
                return false;
            }
        }
        return true;
    }

    /** Another choice moves the others of its stage when they are put in order, so each is a new architecture. */
    private static List<Architecture> interchangeable(
            Architecture architecture, SearchSpace space, CostModel costs, Budget budget) {
        Set<Architecture> neighbours = new LinkedHashSet<>();
        for (int l = 0; l < space.depth(); l++) {
            for (int c = 0; c < space.layers().get(l).size(); c++) {
                Architecture neighbour = space.canonical(architecture.with(l, c));
                if (costs.within(neighbour, budget)) {
                    neighbours.add(neighbour);
                }
            }
        }
        neighbours.remove(space.canonical(architecture));
        return List.copyOf(neighbours);
    }
}
