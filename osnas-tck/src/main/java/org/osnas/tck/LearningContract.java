package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osnas.api.pareto.Hypervolume;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/**
 * What a search strategy that claims to learn must do with its default settings and the default number of trials, a part
 * of {@link SearchStrategyContract}: propose other architectures than random search does, and better ones. A default that is
 * too large for the trials, a population say, makes a fine strategy draw at random.
 */
public interface LearningContract {

    /** The strategy to check, with settings for short searches. */
    SearchStrategy strategy();

    /** The strategy with its default settings. */
    default SearchStrategy byDefault() {
        return strategy();
    }

    /** Whether what it proposes depends on what it learned; false for random draws and for a fixed order. */
    default boolean learns() {
        return true;
    }

    /** How many landscapes it is tried on, each with a seed of its own. */
    default int landscapes() {
        return 10;
    }

    /** After how long a search of the default number of trials counts as hanging. */
    Duration patience();

    /**
     * With its defaults, on landscapes with structure, the later half of a search is not that of random search from the
     * same seed, and beats it: by the mean score of its architectures, or, if it weighs costs against scores, by the
     * hypervolume of the front. On average over the landscapes, and by more than twice the standard error of that average.
     */
    @Test
    default void required_S16_itsLaterHalfBeatsRandomSearch() {
        if (learns()) {
            double[] gains = new double[landscapes()];
            for (int seed = 0; seed < gains.length; seed++) {
                List<Trial> own = laterHalf(search(byDefault(), seed));
                List<Trial> random = laterHalf(search(LearningContract::random, seed));
                assertThat(own)
                        .as("the later half of a search, compared with random search from the same seed")
                        .isNotEqualTo(random);
                gains[seed] = gain(own, random);
            }
            double mean = Arrays.stream(gains).average().orElseThrow();
            double squares =
                    Arrays.stream(gains).map(g -> (g - mean) * (g - mean)).sum();
            double error = Math.sqrt(squares / (gains.length - 1) / gains.length);
            assertThat(mean)
                    .as("mean gain over random search, of %s", Arrays.toString(gains))
                    .isPositive()
                    .isGreaterThan(2 * error);
        }
    }

    private double gain(List<Trial> own, List<Trial> random) {
        Objectives objectives = byDefault().objectives();
        if (!objectives.several()) {
            return mean(own) - mean(random);
        }
        double[] reference = worst(objectives, own, random);
        return volume(objectives, own, reference) / volume(objectives, random, reference) - 1;
    }

    private static double mean(List<Trial> trials) {
        return trials.stream().mapToDouble(Trial::score).average().orElse(Double.NaN);
    }

    /** What comes after half of the trials that it may use; all if it ends before. */
    private static List<Trial> laterHalf(List<Trial> trials) {
        int half = SearchContext.DEFAULT_TRIALS / 2;
        return trials.size() <= half ? trials : trials.subList(half, trials.size());
    }

    private static double[] worst(Objectives objectives, List<Trial> first, List<Trial> second) {
        List<Trial> all = new ArrayList<>(first);
        all.addAll(second);
        return all.stream()
                .map(objectives::losses)
                .reduce((a, b) -> IntStream.range(0, a.length)
                        .mapToDouble(i -> Math.max(a[i], b[i]))
                        .toArray())
                .orElseThrow();
    }

    private static double volume(Objectives objectives, List<Trial> trials, double[] reference) {
        return Hypervolume.of(trials.stream().map(objectives::losses).toList(), reference);
    }

    private List<Trial> search(SearchStrategy strategy, int seed) {
        SearchSetting setting = SearchSetting.LARGE;
        SyntheticLandscape landscape =
                SyntheticLandscape.of(setting.space(), seed).withRuggedness(0.3);
        SearchContext context = setting.context(SearchContext.DEFAULT_TRIALS, seed, landscape);
        return SearchRun.of(strategy, context, landscape, 1, patience()).trials();
    }

    private static SearchSession random(SearchContext context) {
        Proposals proposals = new Proposals(context);
        return new SearchSession() {
            @Override
            public Optional<Architecture> propose() {
                return proposals.next(proposals::draw);
            }

            @Override
            public void observe(Trial trial) {
                // Nothing is learnt.
            }
        };
    }
}
