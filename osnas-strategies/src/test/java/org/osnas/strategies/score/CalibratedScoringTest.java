package org.osnas.strategies.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.tck.SyntheticScoring;

class CalibratedScoringTest {

    private static List<double[]> rows(int count) {
        RandomGenerator random = Seeds.generator(1, "rows", 0);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new double[] {random.nextGaussian(), 100 * random.nextGaussian(), 7});
        }
        return rows;
    }

    @Test
    void aLineIsFound() {
        List<double[]> rows = rows(30);
        double[] targets =
                rows.stream().mapToDouble(r -> 3 + 2 * r[0] - 0.01 * r[1]).toArray();

        RidgeRegression fitted = RidgeRegression.fit(rows, targets);

        assertThat(fitted.predict(new double[] {0.5, 50, 7})).isCloseTo(3.5, within(1e-3));
        // What is not known of an architecture counts as the mean.
        assertThat(fitted.predict(new double[] {0.5, Double.NaN, 7})).isCloseTo(4 - 0.01 * mean(rows, 1), within(1e-2));
    }

    private static double mean(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(r -> r[column]).average().orElseThrow();
    }

    /** Where targets have nothing to do with the features, predictions stay near the mean. */
    @Test
    void noiseIsHeldBack() {
        List<double[]> rows = rows(8);
        RandomGenerator random = Seeds.generator(2, "noise", 0);
        double[] targets = rows.stream().mapToDouble(r -> random.nextGaussian()).toArray();
        double mean = java.util.Arrays.stream(targets).average().orElseThrow();

        assertThat(RidgeRegression.fit(rows, targets).predict(new double[] {2, -200, 7}))
                .isCloseTo(mean, within(0.6));
    }

    /** The supernet of the synthetic run says what long trainings say, the proxies nothing. */
    @Test
    void whatPredictsIsLearnedFromAFewTrainings() {
        SyntheticScoring run = new SyntheticScoring(3);
        List<Architecture> some = run.architectures(200);
        CalibratedScoring method = new CalibratedScoring(List.of("supernet", "snip", "macs"), Optional.empty(), 16, 10);
        List<Score> predicted;
        try (Scorer scorer = method.start(run)) {
            predicted = scorer.score(some);
        }
        List<Double> truth = some.stream()
                .map(a -> {
                    try (var training = run.fromScratch().begin(a, 1)) {
                        training.to(1);
                        return training.score();
                    }
                })
                .toList();
        int concordant = 0;
        int pairs = 0;
        for (int i = 0; i < some.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs++;
                concordant += (predicted.get(i).value() - predicted.get(j).value()) * (truth.get(i) - truth.get(j)) > 0
                        ? 1
                        : 0;
            }
        }

        assertThat((double) concordant / pairs).isGreaterThan(0.85);
        assertThat(predicted.get(0).passes()).isEqualTo(160);
        assertThat(predicted.get(1).passes()).isZero();
    }

    @Test
    void unknownFeaturesAreRefused() {
        assertThatThrownBy(() -> new CalibratedScoring(List.of("magic"), Optional.empty(), 8, 10))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no feature 'magic'. Known: supernet, params");
        assertThat(new CalibratedScoring(List.of("macs"), Optional.empty(), 8, 10).inherits())
                .isFalse();
    }
}
