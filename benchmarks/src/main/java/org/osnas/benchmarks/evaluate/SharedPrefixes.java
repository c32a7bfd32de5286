package org.osnas.benchmarks.evaluate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osnas.api.space.Architecture;

/** How much a population has in common. */
final class SharedPrefixes {

    private SharedPrefixes() {}

    /** Number of different beginnings (of one choice or more) of the architectures: blocks that must run. */
    static int count(List<Architecture> architectures) {
        Set<List<Integer>> prefixes = new HashSet<>();
        for (Architecture architecture : architectures) {
            List<Integer> choices =
                    Arrays.stream(architecture.toArray()).boxed().toList();
            for (int end = 1; end <= choices.size(); end++) {
                prefixes.add(choices.subList(0, end));
            }
        }
        return prefixes.size();
    }
}
