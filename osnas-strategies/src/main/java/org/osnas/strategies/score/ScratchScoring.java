package org.osnas.strategies.score;

import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.score.ScratchNetworks;
import org.osnas.api.score.ScratchNetworks.Training;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * Trains every architecture from scratch for a while: multi-trial search, without a supernet.
 *
 * @param steps length of each training
 */
public record ScratchScoring(int steps) implements ScoringMethod {

    public ScratchScoring {
        Check.atLeast("steps", steps, 1);
    }

    @Override
    public Scorer start(ScoringContext context) {
        ScratchNetworks networks = context.fromScratch();
        return (architectures, before) ->
                architectures.stream().map(a -> trained(networks, a)).toList();
    }

    private Score trained(ScratchNetworks networks, Architecture architecture) {
        try (Training training = networks.begin(architecture, steps)) {
            training.to(steps);
            return Score.trained(training.score(), training.done());
        }
    }

    /** Registers {@code train}. Setting: {@code steps} (200). */
    public static final class Provider implements ScorerProvider {
        @Override
        public String name() {
            return "train";
        }

        @Override
        public String description() {
            return "by a short training from scratch of each architecture, without a supernet";
        }

        @Override
        public ScoringMethod create(Settings settings) {
            int steps = settings.about("training steps of each architecture").integer("steps", 200, 1, 100_000_000);
            settings.rejectUnknown();
            return new ScratchScoring(steps);
        }
    }
}
