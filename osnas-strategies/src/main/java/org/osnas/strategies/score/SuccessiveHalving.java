package org.osnas.strategies.score;

import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.score.ScratchNetworks;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * Trains the architectures that are scored together from scratch, and gives up the worse part again and again, so that
 * only the best are trained to the end (Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and
 * hyperparameter optimization", <a href="https://arxiv.org/abs/1502.07943">arXiv 1502.07943</a>). Those given up are
 * partial trials. Learning rates follow the schedule of the whole length.
 *
 * @param steps length of a whole training
 * @param first steps after which the worst are given up for the first time
 * @param factor one of so many goes on, for so many times the steps
 */
public record SuccessiveHalving(int steps, int first, int factor) implements ScoringMethod {

    static final int STEPS = 200;
    static final int FACTOR = 2;

    public SuccessiveHalving {
        Check.atLeast("first", first, 1);
        Check.that(
                first < steps,
                "Nothing is given up before the end: first is %d, and the whole training has %d steps. Lower first",
                first,
                steps);
        Check.atLeast("factor", factor, 2);
    }

    @Override
    public boolean together() {
        return true;
    }

    @Override
    public Scorer start(ScoringContext context) {
        ScratchNetworks networks = context.fromScratch();
        Halving halving = halving();
        return (architectures, before) -> halving.score(networks, architectures);
    }

    Halving halving() {
        return new Halving(steps, first, factor);
    }

    /** From {@code steps} (200), {@code first} (an eighth of the steps) and {@code factor} (2). */
    static SuccessiveHalving of(Settings settings) {
        int steps = settings.about("training steps of those that are never given up")
                .integer("steps", STEPS, 2, 100_000_000);
        int first = settings.about("training steps before the first are given up")
                .integer("first", Math.max(1, steps / 8), 1, 100_000_000);
        int factor = settings.about("one of so many goes on, with so many times the steps")
                .integer("factor", FACTOR, 2, 1000);
        settings.rejectUnknown();
        return new SuccessiveHalving(steps, first, factor);
    }

    /** Registers {@code successive-halving}. */
    public static final class Provider implements ScorerProvider {
        @Override
        public String name() {
            return "successive-halving";
        }

        @Override
        public String description() {
            return "by trainings from scratch of search.batch architectures, the worse of which are given up (2016)";
        }

        @Override
        public ScoringMethod create(Settings settings) {
            return SuccessiveHalving.of(settings);
        }
    }
}
