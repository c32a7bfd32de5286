package org.osnas.strategies.search;

import java.util.Objects;
import java.util.OptionalInt;
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
 * @param population number of uniform draws at the start; if absent a fifth of the trials, at most the paper's 50
 * @param parents number of best trials that have children; if absent half of the population, at most the paper's 10
 * @param variation how parents have children
 * @param retries how often a child is made again
 */
public record EvolutionSearch(OptionalInt population, OptionalInt parents, Variation variation, int retries)
        implements SearchStrategy {

    private static final String NAME = "evolution";
    private static final int TENTHS = 2;
    private static final int MOST = 50;
    private static final int MOST_PARENTS = 10;

    public EvolutionSearch {
        population.ifPresent(size -> Check.atLeast("population", size, 1));
        parents.ifPresent(count -> Check.atLeast("parents", count, 1));
        Objects.requireNonNull(variation, "variation");
        Check.atLeast("retries", retries, 1);
    }

    /** With defaults for the number of trials, and the variation of the paper. */
    public EvolutionSearch() {
        this(OptionalInt.empty(), OptionalInt.empty(), spos(0.5, 0.1), 100);
    }

    public EvolutionSearch(int population, int parents, Variation variation, int retries) {
        this(OptionalInt.of(population), OptionalInt.of(parents), variation, retries);
    }

    int population(int trials) {
        return population(population, trials);
    }

    int parents(int trials) {
        return parents.orElseGet(() -> parentsOf(population(trials)));
    }

    private static int population(OptionalInt given, int trials) {
        return given.orElseGet(() -> Breeding.population(TENTHS, trials, MOST));
    }

    private static int parentsOf(int population) {
        return Math.max(1, Math.min(MOST_PARENTS, population / 2));
    }

    /** The variation of the paper: crossover of two parents or a mutation of one. */
    static Variation spos(double crossover, double mutation) {
        return Variation.mix(
                crossover,
                Selection.uniform().cross(Crossover.uniform()),
                Selection.uniform().mutate(Mutation.eachLayer(mutation)));
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if the population is not smaller than the number of trials
     */
    @Override
    public void check(SearchContext context) {
        int byDefault = population(OptionalInt.empty(), context.trials());
        Breeding.requireRoom(NAME, population, byDefault, context.trials());
    }

    @Override
    public SearchSession start(SearchContext context) {
        return new EvolutionSession(this, context);
    }

    /**
     * Registers {@code evolution}. Settings: {@code population} (a fifth of the trials, at most 50), {@code parents} (half
     * of the population, at most 10), {@code crossover} (share of children by crossover, 0.5), {@code mutation}
     * (probability of a choice, 0.1), {@code retries} (100).
     */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "crossover and mutation of the best so far, within the budget (SPOS, 2020)";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            OptionalInt population = settings.about("architectures in a generation")
                    .integer("population", trials -> population(OptionalInt.empty(), trials), 1, 1_000_000);
            OptionalInt parents = settings.about("best architectures that the next generation comes from")
                    .integer("parents", trials -> parentsOf(population(population, trials)), 1, 1_000_000);
            double crossover =
                    settings.about("share of children with two parents").number("crossover", 0.5, 0, 1);
            double mutation = settings.about("probability that a layer of a child is drawn anew")
                    .number("mutation", 0.1, 0, 1);
            int retries = settings.about("draws until a child is within the budget and new")
                    .integer("retries", 100, 1, 1_000_000);
            settings.rejectUnknown();
            return new EvolutionSearch(population, parents, spos(crossover, mutation), retries);
        }
    }
}
