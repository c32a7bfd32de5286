package org.osnas.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SeedsTest {

    /** 24 orders of four, 24,000 shuffles: chi-squared with 23 degrees of freedom is below 49.7 with p = 0.999. */
    @Test
    void shufflesEvenly() {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int i = 0; i < 24_000; i++) {
            List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4));
            Seeds.shuffle(list, Seeds.generator(3, "shuffle", i));
            counts.merge(list, 1, Integer::sum);
        }
        assertThat(counts).hasSize(24);
        double chi = counts.values().stream()
                .mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000)
                .sum();
        assertThat(chi).isLessThan(49.7);
    }

    @Test
    void oneLineageGivesOneSequence() {
        RandomGenerator a = Seeds.generator(5, "propose", 7);
        RandomGenerator b = Seeds.generator(5, "propose", 7);
        for (int i = 0; i < 100; i++) {
            assertThat(a.nextLong()).isEqualTo(b.nextLong());
        }
    }

    @Test
    void seedsDoNotChangeBetweenReleases() {
        // Recorded runs are repeated from their seeds. Values of the same formula written in Python.
        assertThat(Seeds.derive(0, "", 0)).isEqualTo(-8560559465370315250L);
        assertThat(Seeds.derive(42, "propose", 3)).isEqualTo(-3905404389437916752L);
    }

    @Test
    void differentLineagesGiveDifferentSeeds() {
        Set<Long> seeds = new HashSet<>();
        List<String> purposes = List.of("", "a", "b", "ab", "ba", "propose", "paths", "pathś");
        for (long root = -50; root < 50; root++) {
            for (String purpose : purposes) {
                for (long index = 0; index < 50; index++) {
                    seeds.add(Seeds.derive(root, purpose, index));
                }
            }
        }
        assertThat(seeds).hasSize(100 * purposes.size() * 50);
    }

    @Test
    void neighboursShareHalfTheirBits() {
        // Independent bits: 10,000 pairs of 64 bits have a mean of 32 with a standard error of 0.04.
        double roots = 0;
        double indices = 0;
        double purposes = 0;
        for (int i = 0; i < 10_000; i++) {
            roots += differing(Seeds.derive(i, "p", 0), Seeds.derive(i + 1, "p", 0));
            indices += differing(Seeds.derive(9, "p", i), Seeds.derive(9, "p", i + 1));
            purposes += differing(Seeds.derive(i, "p", 0), Seeds.derive(i, "q", 0));
        }
        assertThat(List.of(roots, indices, purposes))
                .allSatisfy(sum -> assertThat(sum / 10_000).isCloseTo(32, within(0.2)));
    }

    @Test
    void firstDrawsOfNeighboursAreUncorrelated() {
        double product = 0;
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            product += (Seeds.generator(1, "step", i).nextDouble() - 0.5)
                    * (Seeds.generator(1, "step", i + 1).nextDouble() - 0.5);
        }
        // Standard error of the correlation is 1/sqrt(n) = 0.007.
        assertThat(12 * product / n).isCloseTo(0, within(0.03));
    }

    private static int differing(long a, long b) {
        return Long.bitCount(a ^ b);
    }
}
