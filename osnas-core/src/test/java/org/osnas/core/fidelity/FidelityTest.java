package org.osnas.core.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;

class FidelityTest {

    private static Fidelity.Measure measure(Fidelity fidelity, String name) {
        return fidelity.measures().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Accuracies follow the cost and a luck of their own; scores know one of the two. */
    private static Fidelity ofScores(int count, boolean knowsCost) {
        RandomGenerator random = Seeds.generator(3, "fidelity", 0);
        List<Fidelity.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double cost = 100 * Math.pow(4, random.nextDouble());
            double luck = 0.1 * random.nextDouble();
            double accuracy = cost / 1000 + luck;
            pairs.add(new Fidelity.Pair(Architecture.of(i), knowsCost ? cost : accuracy, accuracy, cost));
        }
        return Fidelity.of(pairs, "macs", 1);
    }

    @Test
    void aScoreThatKnowsOnlyTheCostRanksWellOverAllAndNotWithinBands() {
        Fidelity fidelity = ofScores(80, true);
        double inBands = measure(fidelity, "tau_b_in_bands").value();
        assertThat(measure(fidelity, "kendall_tau_b").value()).isGreaterThan(0.5);
        assertThat(inBands).isLessThan(0.35);
        assertThat(measure(fidelity, "tau_b_of_macs_in_bands").value())
                .as("the score is the cost")
                .isCloseTo(inBands, within(1e-12));
        assertThat(measure(ofScores(80, false), "tau_b_in_bands").value()).isEqualTo(1);
    }

    @Test
    void theBetterHalfIsThatByAccuracy() {
        List<Fidelity.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pairs.add(new Fidelity.Pair(Architecture.of(i), i < 10 ? i : 30 - i, i, 1));
        }
        Fidelity fidelity = Fidelity.of(pairs, "macs", 1);
        assertThat(measure(fidelity, "tau_b_better_half").value()).isEqualTo(-1);
        assertThat(measure(fidelity, "kendall_tau_b").value()).isPositive();
    }

    @Test
    void aHandfulOfArchitecturesHasNoIntervals() {
        assertThat(ofScores(Fidelity.FEWEST - 1, true).measures())
                .allMatch(m -> Double.isNaN(m.interval().low()));
        Fidelity.Measure tau = measure(ofScores(40, true), "kendall_tau_b");
        assertThat(tau.interval().low()).isLessThan(tau.value());
        assertThat(tau.interval().high()).isGreaterThan(tau.value());
    }
}
