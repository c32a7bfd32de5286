package org.osnas.strategies.search;

import java.util.Iterator;
import java.util.Optional;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Settings;

/**
 * Proposes every architecture within the budget in lexicographic order, for spaces small enough. With fewer trials than
 * architectures it ends after the first ones of that order; use {@link RandomSearch} there.
 */
public record ExhaustiveSearch() implements SearchStrategy {

    @Override
    public SearchSession start(SearchContext context) {
        Proposals proposals = new Proposals(context);
        Iterator<Architecture> architectures = FeasibleArchitectures.of(
                        context.space(), context.costs(), context.budget())
                .iterator();
        return new SearchSession() {
            @Override
            public Optional<Architecture> propose() {
                return proposals.next(
                        random -> architectures.hasNext() ? Optional.of(architectures.next()) : Optional.empty());
            }

            @Override
            public void observe(Trial trial) {
                // The order is fixed.
            }
        };
    }

    /** Registers {@code exhaustive}; it has no settings. */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return "exhaustive";
        }

        @Override
        public String description() {
            return "every architecture within the budget, in order; for small spaces";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            settings.rejectUnknown();
            return new ExhaustiveSearch();
        }
    }
}
