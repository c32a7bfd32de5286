package org.osnas.strategies.search;

import java.util.List;
import java.util.OptionalInt;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.Allowed;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * Evolution towards a Pareto front of score and costs (Deb et al. 2002, "A fast and elitist multiobjective genetic
 * algorithm: NSGA-II", https://doi.org/10.1109/4235.996017).
 *
 * <p>Uniform draws fill the population. Parents win tournaments of two by front, then by crowding; their crossover is
 * mutated. Of population and child, the last by front and crowding dies. The paper breeds whole generations and then
 * sorts; here each observed trial is sorted in at once, so that evaluations need not wait for each other (Durillo et
 * al. 2009, "On the effect of the steady-state selection scheme in multi-objective genetic algorithms",
 * https://doi.org/10.1007/978-3-642-01020-0_18). The Pareto set found is
 * {@link org.osnas.api.pareto.Pareto#front} of all trials.
 *
 * @param population number of trials alive; if absent a fifth of the trials, at most 50
 * @param objectives beside the score
 * @param crossover share of children of two parents; others have one
 * @param mutations expected number of choices redrawn in a child
 * @param retries how often a child that is over budget or known is made again, before a uniform draw
 */
public record Nsga2Search(
        OptionalInt population, Objectives objectives, double crossover, double mutations, int retries)
        implements SearchStrategy {

    private static final String NAME = "nsga2";
    private static final int TENTHS = 2;
    private static final int MOST = 50;

    public Nsga2Search {
        population.ifPresent(size -> Check.atLeast("population", size, 2));
        Check.that(
                objectives.several(),
                "several objectives need at least one metric beside the score, such as macs; evolution needs none");
        Check.probability("crossover", crossover);
        Check.between("mutations", mutations, 0, Double.MAX_VALUE);
        Check.atLeast("retries", retries, 1);
    }

    public Nsga2Search(int population, Objectives objectives, double crossover, double mutations, int retries) {
        this(OptionalInt.of(population), objectives, crossover, mutations, retries);
    }

    int population(int trials) {
        return population.orElseGet(() -> byTrials(trials));
    }

    private static int byTrials(int trials) {
        return Math.max(2, Breeding.population(TENTHS, trials, MOST));
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if there is no table for a metric of the objectives, or the population
     *     is not smaller than the number of trials
     */
    @Override
    public void check(SearchContext context) {
        objectives.metrics().forEach(context.costs()::table);
        Breeding.requireRoom(NAME, population, byTrials(context.trials()), context.trials());
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if there is no table for a metric of the objectives
     */
    @Override
    public SearchSession start(SearchContext context) {
        objectives.metrics().forEach(context.costs()::table);
        return new Nsga2Session(this, context);
    }

    /**
     * Registers {@code nsga2}. Settings: {@code population} (a fifth of the trials, at most 50), {@code objectives}
     * (metric or list of metrics beside the score; macs), {@code crossover} (0.9), {@code mutations} (expected changes of a child, 1), {@code retries}
     * (100).
     */
    public static final class Provider implements SearchStrategyProvider {

        private static final Allowed OBJECTIVES = new Allowed.AnyOf(
                List.of(new Allowed.Text(), new Allowed.Items(new Allowed.Text())),
                "a metric of costs, or a list of them (macs)");

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "evolution towards the Pareto front of score and costs (NSGA-II, 2002)";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            OptionalInt population = settings.about("architectures in a generation")
                    .integer("population", Nsga2Search::byTrials, 2, 100_000);
            Objectives objectives = new Objectives(metrics(settings));
            double crossover =
                    settings.about("share of children with two parents").number("crossover", 0.9, 0, 1);
            double mutations = settings.about("layers of a child that are drawn anew, on average")
                    .number("mutations", 1, 0, 1000);
            int retries = settings.about("draws until a child is within the budget and new")
                    .integer("retries", 100, 1, 1_000_000);
            settings.rejectUnknown();
            return new Nsga2Search(population, objectives, crossover, mutations, retries);
        }

        private static List<String> metrics(Settings settings) {
            Object value = settings.about("costs that count beside the score")
                    .value("objectives", OBJECTIVES)
                    .orElse("macs");
            List<?> names = value instanceof List<?> list ? list : List.of(value);
            if (!names.stream().allMatch(String.class::isInstance)) {
                throw settings.wrong("objectives", value, "a metric's name or a list of them");
            }
            return names.stream().map(String.class::cast).toList();
        }
    }
}
