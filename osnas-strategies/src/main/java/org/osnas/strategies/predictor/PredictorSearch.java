package org.osnas.strategies.predictor;

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
 * @param initial number of uniform draws at the start
 * @param candidates number of architectures that are compared for one proposal
 */
public record PredictorSearch(int initial, int candidates) implements SearchStrategy {

    public PredictorSearch {
        Check.atLeast("initial", initial, 2);
        Check.atLeast("candidates", candidates, 2);
    }

    @Override
    public SearchSession start(SearchContext context) {
        return new PredictorSession(this, context);
    }

    /** Registers {@code predictor}. Settings: {@code initial} (5), {@code candidates} (500). */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return "predictor";
        }

        @Override
        public String description() {
            return "Bayesian optimisation with a Gaussian process (after BANANAS, 2021)";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            int initial = settings.integer("initial", 5, 2, 1_000_000);
            int candidates = settings.integer("candidates", 500, 2, 1_000_000);
            settings.rejectUnknown();
            return new PredictorSearch(initial, candidates);
        }
    }
}
