package org.osnas.benchmarks.evaluate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;

/** How much a population has in common. */
final class SharedPrefixes {

    private SharedPrefixes() {}

    /**
     * The cost of all choice layers of the architectures, divided by the cost of their different beginnings: how many
     * times less there is to compute if every beginning runs once. Stem and head are left out.
     */
    static double saving(List<Architecture> architectures, LookupTable table) {
        Set<List<Integer>> prefixes = new HashSet<>();
        double all = 0;
        double once = 0;
        for (Architecture architecture : architectures) {
            List<Integer> choices =
                    Arrays.stream(architecture.toArray()).boxed().toList();
            for (int l = 0; l < choices.size(); l++) {
                double cost = table.blockCost(l, choices.get(l));
                all += cost;
                once += prefixes.add(choices.subList(0, l + 1)) ? cost : 0;
            }
        }
        return all / once;
    }
}
