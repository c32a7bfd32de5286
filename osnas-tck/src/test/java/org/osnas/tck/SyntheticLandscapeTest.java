package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;

class SyntheticLandscapeTest {

    private static final SearchSpace SPACE = SyntheticSpace.of(5, 4, 4, 4, 4, 4);

    private static long localOptima(SyntheticLandscape landscape) {
        return EnumeratingSampler.all(SPACE).stream()
                .filter(a -> isLocalOptimum(landscape, a))
                .count();
    }

    private static boolean isLocalOptimum(SyntheticLandscape landscape, Architecture a) {
        for (int l = 0; l < SPACE.depth(); l++) {
            for (int c = 0; c < SPACE.sizes()[l]; c++) {
                if (landscape.truth(a.with(l, c)) > landscape.truth(a)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void smoothLandscapeHasOneOptimumAndRuggedOnesHaveMore() {
        assertThat(localOptima(SyntheticLandscape.of(SPACE, 1))).isEqualTo(1);
        assertThat(localOptima(SyntheticLandscape.of(SPACE, 1).withRuggedness(1)))
                .isGreaterThan(5);
    }

    @Test
    void varianceIsOneInExpectationWhateverTheRuggedness() {
        for (double ruggedness : new double[] {0, 0.5, 1}) {
            double sum = 0;
            int landscapes = 300;
            for (int seed = 0; seed < landscapes; seed++) {
                SyntheticLandscape landscape =
                        SyntheticLandscape.of(SPACE, seed).withRuggedness(ruggedness);
                double score = landscape.truth(Architecture.of(0, 1, 2, 3, 0));
                sum += score * score;
            }
            assertThat(sum / landscapes).as("ruggedness %s", ruggedness).isCloseTo(1, within(0.25));
        }
    }

    @Test
    void noiseHasItsDeviationAndIsTheSameEachTime() {
        SyntheticLandscape landscape = SyntheticLandscape.of(SPACE, 2).withNoise(0.3);
        List<Architecture> all = EnumeratingSampler.all(SPACE);
        DoubleSummaryStatistics squares = all.stream()
                .mapToDouble(a -> Math.pow(landscape.score(a) - landscape.truth(a), 2))
                .summaryStatistics();
        assertThat(Math.sqrt(squares.getAverage())).isCloseTo(0.3, within(0.03));
        assertThat(all).allSatisfy(a -> assertThat(landscape.score(a)).isEqualTo(landscape.score(a)));
    }

    @Test
    void enumerationIsCompleteAndInOrder() {
        List<Architecture> all = EnumeratingSampler.all(SPACE);
        assertThat(all).hasSize(1024).doesNotHaveDuplicates().isSorted();
    }
}
