package org.osnas.core.internal.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;

/**
 * Divides a population among threads so that the one with the most to do has as little as possible. Architectures are
 * put in the order of their choices, in which those with a common beginning stand together; a part is a run of them.
 */
final class PopulationParts {

    /** A part must save at least a quarter of the whole, or kernels that share their work are as fast. */
    private static final double WORTH = 0.75;

    private static final int HALVINGS = 40;

    private final List<Integer> order;
    private final double[] whole;
    private final double[] further;

    private PopulationParts(LookupTable cost, List<Architecture> architectures, List<Integer> members) {
        order = members.stream()
                .sorted(Comparator.comparing((Integer a) -> architectures.get(a).toArray(), Arrays::compare))
                .toList();
        whole = new double[order.size()];
        further = new double[order.size()];
        for (int i = 0; i < whole.length; i++) {
            Architecture own = architectures.get(order.get(i));
            whole[i] = cost.cost(own);
            further[i] = whole[i];
            Architecture before = i == 0 ? null : architectures.get(order.get(i - 1));
            for (int l = 0; before != null && l < own.length() && own.choice(l) == before.choice(l); l++) {
                further[i] -= cost.blockCost(l, own.choice(l));
            }
        }
    }

    /**
     * The indices of the architectures of each part; a single part where more are not worth it.
     *
     * @param cost of an architecture and of its blocks, in multiply-accumulates
     * @param architectures canonical ones
     * @param members indices of those to divide, at least one
     * @param most parts wanted
     */
    static List<List<Integer>> of(LookupTable cost, List<Architecture> architectures, List<Integer> members, int most) {
        PopulationParts population = new PopulationParts(cost, architectures, members);
        double together = Arrays.stream(population.further).sum();
        double low = Arrays.stream(population.whole).max().orElseThrow();
        double high = together;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (population.pack(middle).size() <= most) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high <= WORTH * together ? population.pack(high) : List.of(population.order);
    }

    /** Parts in order, each as long as its cost stays within a limit, which is at least that of one architecture. */
    private List<List<Integer>> pack(double limit) {
        List<List<Integer>> parts = new ArrayList<>();
        int from = 0;
        double cost = whole[0];
        for (int i = 1; i < order.size(); i++) {
            cost += further[i];
            if (cost > limit) {
                parts.add(order.subList(from, i));
                from = i;
                cost = whole[i];
            }
        }
        parts.add(order.subList(from, order.size()));
        return parts;
    }
}
