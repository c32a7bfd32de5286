package org.osnas.strategies.search;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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
 * @param population number of trials alive; if absent three tenths of the trials, at most the paper's 100
 * @param variation how members have children; if absent a mutation of the winner of a tournament of two thirds of the
 *     population, at most the paper's 25: a short search has no time for less pressure
 * @param retries how often a child is made again
 */
public record RegularizedEvolution(OptionalInt population, Optional<Variation> variation, int retries)
        implements SearchStrategy {

    private static final String NAME = "regularized-evolution";
    private static final int TENTHS = 3;
    private static final int MOST = 100;
    private static final int MOST_IN_TOURNAMENT = 25;

    public RegularizedEvolution {
        population.ifPresent(size -> Check.atLeast("population", size, 1));
        Objects.requireNonNull(variation, "variation");
        Check.atLeast("retries", retries, 1);
    }

    /** With defaults for the number of trials. */
    public RegularizedEvolution() {
        this(OptionalInt.empty(), Optional.empty(), 100);
    }

    public RegularizedEvolution(int population, Variation variation, int retries) {
        this(OptionalInt.of(population), Optional.of(variation), retries);
    }

    int population(int trials) {
        return population(population, trials);
    }

    Variation variation(int trials) {
        return variation.orElseGet(() -> variationOf(tournamentOf(population(trials))));
    }

    private static int population(OptionalInt given, int trials) {
        return given.orElseGet(() -> Breeding.population(TENTHS, trials, MOST));
    }

    private static int tournamentOf(int population) {
        return Math.max(2, Math.min(MOST_IN_TOURNAMENT, 2 * population / 3));
    }

    private static Variation variationOf(int tournament) {
        return Selection.tournament(tournament).mutate(Mutation.oneLayer());
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
        return new AgingSession(this, context);
    }

    /**
     * Registers {@code regularized-evolution}. Settings: {@code population} (three tenths of the trials,
     * at most 100), {@code tournament} (two thirds of the population, at most 25), {@code retries} (100).
     */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "mutation of tournament winners; the oldest dies (aging evolution, 2019)";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            OptionalInt population = settings.about("architectures alive at a time")
                    .integer("population", trials -> population(OptionalInt.empty(), trials), 1, 1_000_000);
            OptionalInt tournament = settings.about("architectures of which the best becomes a parent")
                    .integer("tournament", trials -> tournamentOf(population(population, trials)), 1, 1_000_000);
            int retries = settings.about("draws until a child is within the budget and new")
                    .integer("retries", 100, 1, 1_000_000);
            settings.rejectUnknown();
            Optional<Variation> variation =
                    tournament.isPresent() ? Optional.of(variationOf(tournament.getAsInt())) : Optional.empty();
            return new RegularizedEvolution(population, variation, retries);
        }
    }
}
