package org.osnas.strategies.search;

import java.util.Optional;
import java.util.Set;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.api.spi.Settings;

/**
 * Reads an architecture off the logits that the training learned. The first proposal is the most likely architecture
 * within the budget: the most likely one at all if the training met its limits, else the exact repair by the lookup
 * tables. The others follow in the order of their probability, each once, so that the scores of the supernet decide
 * among the likely ones. One trial is the plain method of DARTS.
 *
 * <p>Should a budget on several metrics let fewer than one in {@value #TRIES} of the likely architectures pass, the
 * proposal is drawn uniformly among those within the budget.
 */
public record DifferentiableSearch() implements SearchStrategy {

    private static final int TRIES = 20_000;

    @Override
    public Set<Capability> requires() {
        return Set.of(Capability.TRAINED_LOGITS);
    }

    @Override
    public SearchSession start(SearchContext context) {
        LikelyArchitectures likely = new LikelyArchitectures(
                context.space(),
                context.logits()
                        .orElseThrow(() -> new MissingCapabilityException(
                                Capability.TRAINED_LOGITS, "Search strategy 'differentiable'")),
                context.costs(),
                context.budget());
        Proposals proposals = new Proposals(context);
        return new SearchSession() {
            @Override
            public Optional<Architecture> propose() {
                return proposals.next(random -> nextAdmitted().or(() -> proposals.draw(random)));
            }

            private Optional<Architecture> nextAdmitted() {
                for (int i = 0; i < TRIES; i++) {
                    Optional<Architecture> next = likely.next();
                    if (next.isEmpty() || proposals.admits(next.get())) {
                        return next;
                    }
                }
                return Optional.empty();
            }

            @Override
            public void observe(Trial trial) {}
        };
    }

    /** Registers {@code differentiable}; it has no settings. */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return "differentiable";
        }

        @Override
        public String description() {
            return "the likeliest architectures by the trained logits, within the budget";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            settings.rejectUnknown();
            return new DifferentiableSearch();
        }
    }
}
