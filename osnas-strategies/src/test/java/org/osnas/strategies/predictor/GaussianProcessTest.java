package org.osnas.strategies.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.strategies.predictor.GaussianProcess.Belief;
import org.osnas.strategies.predictor.GaussianProcess.Kernel;
import org.osnas.tck.EnumeratingSampler;
import org.osnas.tck.SyntheticLandscape;
import org.osnas.tck.SyntheticSpace;

class GaussianProcessTest {

    private static final Architecture A = Architecture.of(0, 0);
    private static final Architecture B = Architecture.of(0, 1);
    private static final Architecture FAR = Architecture.of(1, 2);

    @Test
    void isTheConditionalDistributionOfTwoKnownScores() {
        Kernel kernel = new Kernel(1, 0.1);
        Belief belief =
                GaussianProcess.of(kernel, List.of(A, B), new double[] {3, 7}).belief(Architecture.of(1, 0));
        // Standardised scores are -1 and 1; K = [[1.1, r], [r, 1.1]] with r = exp(-1/2); k = (r, exp(-1)).
        double r = Math.exp(-0.5);
        double far = Math.exp(-1);
        double determinant = 1.1 * 1.1 - r * r;
        double[] weights = {(-1.1 - r) / determinant, (1.1 + r) / determinant};
        double variance = (-weights[0] + weights[1]) / 2;
        double explained = (1.1 * r * r - 2 * r * r * far + 1.1 * far * far) / determinant;
        assertThat(belief.mean()).isCloseTo(5 + 2 * (r * weights[0] + far * weights[1]), within(1e-12));
        assertThat(belief.deviation()).isCloseTo(2 * Math.sqrt(variance * (1 - explained)), within(1e-12));
    }

    @Test
    void knowsWhatItSawAndDoubtsWhatIsFar() {
        GaussianProcess process = GaussianProcess.of(new Kernel(2, 1e-4), List.of(A, B), new double[] {3, 7});
        assertThat(process.belief(A).mean()).isCloseTo(3, within(0.01));
        assertThat(process.belief(B).mean()).isCloseTo(7, within(0.01));
        assertThat(process.belief(A).deviation()).isLessThan(0.1);
        assertThat(process.belief(FAR).deviation()).isGreaterThan(1);
    }

    @Test
    void expectedScoresKeepTheMeansAndTakeTheDoubtAway() {
        GaussianProcess process = GaussianProcess.of(new Kernel(2, 1e-4), List.of(A, B), new double[] {3, 7});
        GaussianProcess expecting = process.expecting(List.of(FAR));
        Architecture near = Architecture.of(1, 3);
        for (Architecture architecture : List.of(A, B, FAR, near)) {
            assertThat(expecting.belief(architecture).mean())
                    .isCloseTo(process.belief(architecture).mean(), within(1e-9));
        }
        assertThat(expecting.belief(FAR).deviation()).isLessThan(0.1);
        assertThat(expecting.belief(near).deviation())
                .isLessThan(process.belief(near).deviation());
    }

    @Test
    void theLikeliestKernelTellsSignalFromNoise() {
        SearchSpace space = SyntheticSpace.of(1, 4, 4, 4);
        SyntheticLandscape landscape = SyntheticLandscape.of(space, 2);
        assertThat(kernel(space, landscape).noise())
                .isLessThan(kernel(space, landscape.withNoise(1)).noise());
    }

    private static Kernel kernel(SearchSpace space, SyntheticLandscape landscape) {
        List<Architecture> all = EnumeratingSampler.all(space);
        return Kernel.mostLikely(all, all.stream().mapToDouble(landscape).toArray());
    }

    @Test
    void equalScoresAreBelievedAndFarOnesDoubtedMore() {
        GaussianProcess process = GaussianProcess.of(new Kernel(1, 0.01), List.of(A, B), new double[] {4, 4});
        assertThat(process.belief(FAR).mean()).isEqualTo(4);
        assertThat(process.belief(FAR).deviation())
                .isGreaterThan(process.belief(A).deviation());
    }

    @Test
    void improvementIsTheIntegralOverWhatIsBetter() {
        for (double mean : new double[] {-2, 0, 1.5}) {
            double deviation = 0.7;
            double integral = 0;
            double step = 1e-4;
            for (double score = 0.3; score < 8; score += step) {
                double u = (score + step / 2 - mean) / deviation;
                integral += (score + step / 2 - 0.3) * Math.exp(-u * u / 2) * step;
            }
            integral /= deviation * Math.sqrt(2 * Math.PI);
            assertThat(ExpectedImprovement.of(new Belief(mean, deviation), 0.3)).isCloseTo(integral, within(1e-6));
        }
        assertThat(ExpectedImprovement.of(new Belief(2, 0), 0.5)).isEqualTo(1.5);
        assertThat(ExpectedImprovement.of(new Belief(0, 0), 0.5)).isZero();
    }
}
