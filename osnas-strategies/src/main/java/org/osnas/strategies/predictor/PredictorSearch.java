package org.osnas.strategies.predictor;

import java.util.OptionalInt;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * Bayesian optimisation: a surrogate learns from the trials and chooses what to evaluate next (White, Neiswanger and
 * Savani 2021, "BANANAS: Bayesian optimization with neural architectures for neural architecture search",
 * https://arxiv.org/abs/1910.11858).
 *
 * <p>After a few uniform draws, each proposal is the candidate of the highest expected improvement. Half of the
 * candidates are uniform draws within the budget, half are children of the ten best trials; the winner is then improved
 * by single changes. The surrogate is a {@link GaussianProcess} instead of the paper's ensemble of networks: it
 * says what it does not know after a handful of trials already. Proposals that are still out count as if they had
 * scored what is expected of them, so that several at once differ (Desautels, Krause and Burdick 2014, "Parallelizing
 * exploration-exploitation tradeoffs in Gaussian process bandit optimization",
 * https://jmlr.org/papers/v15/desautels14a.html). Failed and infinite scores teach nothing.
 *
 * <p>A proposal takes time cubic in the number of trials: milliseconds for the first hundred, about a second after a
 * thousand.
 *
 * @param initial number of uniform draws at the start; if absent 5, or a quarter of the trials where that is less
 * @param candidates number of architectures that are compared for one proposal
 */
public record PredictorSearch(OptionalInt initial, int candidates) implements SearchStrategy {

    private static final String NAME = "predictor";

    public PredictorSearch {
        initial.ifPresent(draws -> Check.atLeast("initial", draws, 2));
        Check.atLeast("candidates", candidates, 2);
    }

    /** With defaults for the number of trials. */
    public PredictorSearch() {
        this(OptionalInt.empty(), 500);
    }

    public PredictorSearch(int initial, int candidates) {
        this(OptionalInt.of(initial), candidates);
    }

    int initial(int trials) {
        return initial.orElseGet(() -> byTrials(trials));
    }

    private static int byTrials(int trials) {
        return Math.max(2, Math.min(5, trials / 4));
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if there are not more trials than uniform draws at the start
     */
    @Override
    public void check(SearchContext context) {
        initial.ifPresent(draws -> Check.that(
                draws < context.trials() || draws <= byTrials(context.trials()),
                "Search strategy '%s' would begin with %d uniform draws, and has %d trials in all: it would be random"
                        + " search. Take fewer initial draws than trials, or more trials.",
                NAME,
                draws,
                context.trials()));
    }

    @Override
    public SearchSession start(SearchContext context) {
        return new PredictorSession(this, context);
    }

    /** Registers {@code predictor}. Settings: {@code initial} (5, or a quarter of the trials where that is less),
     * {@code candidates} (500). */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "Bayesian optimisation with a Gaussian process (after BANANAS, 2021)";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            OptionalInt initial = settings.about("architectures drawn at random before the first prediction")
                    .integer("initial", PredictorSearch::byTrials, 2, 1_000_000);
            int candidates = settings.about("architectures of which the most promising is scored")
                    .integer("candidates", 500, 2, 1_000_000);
            settings.rejectUnknown();
            return new PredictorSearch(initial, candidates);
        }
    }
}
