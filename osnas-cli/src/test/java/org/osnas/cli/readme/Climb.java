package org.osnas.cli.readme;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/** Changes one layer of the best architecture so far. */
public record Climb() implements SearchStrategy {
    @Override
    public SearchSession start(SearchContext context) {
        Proposals proposals = new Proposals(context);
        return new SearchSession() {
            private Trial best;

            @Override
            public Optional<Architecture> propose() {
                return proposals.next(random -> best == null
                        ? proposals.draw(random)
                        : proposals.firstAdmitted(50, () -> neighbour(random)).or(() -> proposals.draw(random)));
            }

            @Override
            public void observe(Trial trial) {
                if (!trial.failed() && (best == null || trial.score() > best.score())) best = trial;
            }

            private Architecture neighbour(RandomGenerator random) {
                int layer = random.nextInt(context.space().depth());
                return best.architecture()
                        .with(layer, random.nextInt(context.space().sizes()[layer]));
            }
        };
    }
}
