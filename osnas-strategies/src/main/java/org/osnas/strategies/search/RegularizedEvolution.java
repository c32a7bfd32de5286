package org.osnas.strategies.search;

import java.util.Objects;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * Aging evolution (Real et al. 2019, "Regularized evolution for image classifier architecture search",
 * https://arxiv.org/abs/1802.01548).
 *
 * <p>Uniform draws fill the population. Each later proposal mutates the winner of a tournament; what is observed joins
 * the population, and the oldest member dies, however good it is. Age is the order of observation; failed trials never
 * join. Children over budget or seen before are made again, at most {@code retries} times, then replaced by a uniform
 * draw.
 *
 * @param population number of trials alive
 * @param variation how members have children
 * @param retries how often a child is made again
 */
public record RegularizedEvolution(int population, Variation variation, int retries) implements SearchStrategy {

    public RegularizedEvolution {
        Check.atLeast("population", population, 1);
        Objects.requireNonNull(variation, "variation");
        Check.atLeast("retries", retries, 1);
    }

    @Override
    public SearchSession start(SearchContext context) {
        return new AgingSession(this, context);
    }

    /**
     * Registers {@code regularized-evolution}. Settings: {@code population} (100), {@code tournament} (25),
     * {@code retries} (100).
     */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return "regularized-evolution";
        }

        @Override
        public String description() {
            return "mutation of tournament winners; the oldest dies (aging evolution, 2019)";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            int population = settings.integer("population", 100, 1, 1_000_000);
            int tournament = settings.integer("tournament", 25, 1, 1_000_000);
            int retries = settings.integer("retries", 100, 1, 1_000_000);
            settings.rejectUnknown();
            return new RegularizedEvolution(
                    population, Selection.tournament(tournament).mutate(Mutation.oneLayer()), retries);
        }
    }
}
