package @PACKAGE@;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Settings;

/**
 * Changes a layer or several of the best architecture so far; explores at random in between.
 *
 * @param changes most layers that change at once
 * @param exploration share of proposals that are drawn at random
 */
public record @CLASS@(int changes, double exploration) implements SearchStrategy {

    @Override
    public SearchSession start(SearchContext context) {
        return new Session(context);
    }

    /** {@link Proposals} keeps the rules: within space and budget, never twice, every draw from the seed. */
    private final class Session implements SearchSession {
        private final int[] sizes;
        private final Proposals proposals;
        private Trial best;

        Session(SearchContext context) {
            sizes = context.space().sizes();
            proposals = new Proposals(context);
        }

        @Override
        public Optional<Architecture> propose() {
            return proposals.next(random -> best == null || random.nextDouble() < exploration
                    ? proposals.draw(random)
                    : proposals.firstAdmitted(50, () -> neighbour(random)).or(() -> proposals.draw(random)));
        }

        @Override
        public void observe(Trial trial) {
            if (!trial.failed() && (best == null || trial.score() > best.score())) {
                best = trial;
            }
        }

        private Architecture neighbour(RandomGenerator random) {
            Architecture next = best.architecture();
            for (int i = random.nextInt(changes); i >= 0; i--) {
                int layer = random.nextInt(sizes.length);
                next = next.with(layer, random.nextInt(sizes[layer]));
            }
            return next;
        }
    }

    /** Gives the strategy its name and reads its settings. */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return "@NAME@";
        }

        @Override
        public String description() {
            return "changes the best architecture so far";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            int changes = settings.integer("changes", 2, 1, 100);
            double exploration = settings.number("exploration", 0.2, 0, 1);
            settings.rejectUnknown();
            return new @CLASS@(changes, exploration);
        }
    }
}
