package org.osnas.strategies.search;

import java.util.Objects;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * Evolution under a budget as in SPOS (Guo et al. 2020, "Single path one-shot neural architecture search with uniform
 * sampling", https://arxiv.org/abs/1904.00420).
 *
 * <p>The first {@code population} architectures are uniform draws within the budget. Each later one is a child of the
 * best {@code parents} trials so far; a child that is over budget or was proposed before is made again, at most
 * {@code retries} times, then replaced by a uniform draw. The paper breeds whole generations; here every proposal uses
 * all that was observed by then, so that evaluations need not wait for each other.
 *
 * @param population number of uniform draws at the start
 * @param parents number of best trials that have children
 * @param variation how parents have children
 * @param retries how often a child is made again
 */
public record EvolutionSearch(int population, int parents, Variation variation, int retries) implements SearchStrategy {

    public EvolutionSearch {
        Check.atLeast("population", population, 1);
        Check.atLeast("parents", parents, 1);
        Objects.requireNonNull(variation, "variation");
        Check.atLeast("retries", retries, 1);
    }

    /** The variation of the paper: crossover of two parents or a mutation of one. */
    static Variation spos(double crossover, double mutation) {
        return Variation.mix(
                crossover,
                Selection.uniform().cross(Crossover.uniform()),
                Selection.uniform().mutate(Mutation.eachLayer(mutation)));
    }

    @Override
    public SearchSession start(SearchContext context) {
        return new EvolutionSession(this, context);
    }

    /**
     * Registers {@code evolution}. Settings: {@code population} (50), {@code parents} (10), {@code crossover} (share of
     * children by crossover, 0.5), {@code mutation} (probability of a choice, 0.1), {@code retries} (100).
     */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return "evolution";
        }

        @Override
        public String description() {
            return "crossover and mutation of the best so far, within the budget (SPOS, 2020)";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            int population = settings.integer("population", 50, 1, 1_000_000);
            int parents = settings.integer("parents", 10, 1, 1_000_000);
            double crossover = settings.number("crossover", 0.5, 0, 1);
            double mutation = settings.number("mutation", 0.1, 0, 1);
            int retries = settings.integer("retries", 100, 1, 1_000_000);
            settings.rejectUnknown();
            return new EvolutionSearch(population, parents, spos(crossover, mutation), retries);
        }
    }
}
