package org.osnas.core.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.core.supernet.TinyTask;

class PopulationPartsTest {

    private static final double[][] COST = {{3, 1, 2}, {5, 4}, {2, 7, 1}};
    private static final LookupTable TABLE = LookupTable.of(Metric.MACS, 1.5, COST, TinyTask.space());

    @Test
    void everyArchitectureIsInOnePartAndThoseThatBeginAlikeStandTogether() {
        List<Architecture> architectures =
                List.of(of(2, 1, 0), of(0, 0, 1), of(2, 0, 2), of(0, 0, 0), of(2, 1, 0), of(0, 1, 1));

        List<List<Integer>> parts = parts(architectures, 2);

        assertThat(parts).containsExactly(List.of(3, 1, 5), List.of(2, 0, 4));
    }

    @Test
    void onlyMembersTakePart() {
        List<Architecture> architectures = List.of(of(2, 1, 0), of(0, 0, 1), of(2, 0, 2), of(0, 0, 0));

        assertThat(PopulationParts.of(TABLE, architectures, List.of(3, 0), 2)).containsExactly(List.of(3), List.of(0));
    }

    private static List<List<Integer>> parts(List<Architecture> architectures, int most) {
        List<Integer> all = IntStream.range(0, architectures.size()).boxed().toList();
        return PopulationParts.of(TABLE, architectures, all, most);
    }

    @Test
    void noOtherCutHasASmallerLargestPart() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 50; round++) {
            List<Architecture> architectures = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                architectures.add(of(random.nextInt(3), random.nextInt(2), random.nextInt(3)));
            }
            List<List<Integer>> parts = parts(architectures, 3);
            List<Integer> order = parts.stream().flatMap(List::stream).toList();
            double best = Double.POSITIVE_INFINITY;
            for (int a = 1; a < 11; a++) {
                for (int b = a + 1; b < 12; b++) {
                    List<List<Integer>> cut = List.of(order.subList(0, a), order.subList(a, b), order.subList(b, 12));
                    best = Math.min(best, largest(architectures, cut));
                }
            }
            assertThat(order)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 12).boxed().toList());
            assertThat(largest(architectures, parts)).isCloseTo(best, within(1e-6));
        }
    }

    @Test
    void whatHardlySharesTheWorkStaysTogether() {
        assertThat(parts(List.of(of(0, 0, 0)), 4)).containsExactly(List.of(0));
        // Two ends of 3.5 and 2.5 behind a beginning of 8.
        assertThat(parts(List.of(of(0, 0, 0), of(0, 0, 2)), 2)).containsExactly(List.of(0, 1));
        assertThat(parts(List.of(of(0, 0, 0), of(1, 0, 2)), 1)).containsExactly(List.of(0, 1));
    }

    /** The blocks that run, each beginning once in a part, and stem and head for each architecture. */
    private static double largest(List<Architecture> architectures, List<List<Integer>> parts) {
        double largest = 0;
        for (List<Integer> part : parts) {
            double sum = 0;
            Set<List<Integer>> begun = new HashSet<>();
            for (int a : part) {
                List<Integer> beginning = new ArrayList<>();
                sum += 1.5;
                for (int l = 0; l < COST.length; l++) {
                    int choice = architectures.get(a).choice(l);
                    beginning.add(choice);
                    // An equal architecture shares all of its layers, too.
                    sum += begun.add(List.copyOf(beginning)) ? COST[l][choice] : 0;
                }
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private static Architecture of(int... choices) {
        return Architecture.of(choices);
    }
}
