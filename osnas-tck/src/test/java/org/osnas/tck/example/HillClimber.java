package org.osnas.tck.example;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/** Changes one choice of the best architecture so far; where that finds nothing new, draws one at random. */
public final class HillClimber implements SearchStrategy {
    @Override
    public SearchSession start(SearchContext context) {
        Proposals proposals = new Proposals(context);
        return new SearchSession() {
            private Trial best;

            @Override
            public Optional<Architecture> propose() {
                return proposals.next(random -> Optional.ofNullable(best)
                        .flatMap(b -> proposals.firstAdmitted(50, () -> neighbour(b.architecture(), random)))
                        .or(() -> proposals.draw(random)));
            }

            @Override
            public void observe(Trial trial) {
                best = !trial.failed() && (best == null || trial.score() > best.score()) ? trial : best;
            }

            private Architecture neighbour(Architecture from, RandomGenerator random) {
                int layer = random.nextInt(from.length());
                return from.with(layer, random.nextInt(context.space().sizes()[layer]));
            }
        };
    }
}
