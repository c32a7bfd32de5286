package org.osnas.strategies.search;

import java.util.Optional;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Settings;

/**
 * Draws uniformly without replacement among the architectures within the budget: the baseline of every comparison (Li
 * and Talwalkar 2019, "Random search and reproducibility for neural architecture search",
 * https://arxiv.org/abs/1902.07638).
 */
public record RandomSearch() implements SearchStrategy {

    @Override
    public SearchSession start(SearchContext context) {
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

    /** Registers {@code random}; it has no settings. */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return "random";
        }

        @Override
        public String description() {
            return "uniform draws within the budget, without repeats";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            settings.rejectUnknown();
            return new RandomSearch();
        }
    }
}
