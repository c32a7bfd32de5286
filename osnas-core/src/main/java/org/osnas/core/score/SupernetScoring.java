package org.osnas.core.score;

import java.util.Optional;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.spi.Settings;

/**
 * Scores with the shared weights of the run's supernet: what one-shot search does.
 *
 * @param metric of the task by which architectures are ranked, such as {@code loss}, which tells more of few examples
 *     than the share of right guesses; empty for the score of the task
 */
public record SupernetScoring(Optional<String> metric) implements ScoringMethod {

    /** By the score of the task. */
    public static final SupernetScoring DEFAULT = new SupernetScoring(Optional.empty());

    @Override
    public Scorer start(ScoringContext context) {
        return context.supernet(metric);
    }

    @Override
    public boolean inherits() {
        return true;
    }

    /** Registers {@code supernet}. Setting: {@code metric} (the score of the task). */
    public static final class Provider implements ScorerProvider {
        @Override
        public String name() {
            return "supernet";
        }

        @Override
        public String description() {
            return "with the shared weights of a trained supernet, by the task's score or one of its metrics";
        }

        @Override
        public ScoringMethod create(Settings settings) {
            Optional<String> metric = settings.about("metric of the task that is the score; its own if it is not given")
                    .text("metric");
            settings.rejectUnknown();
            return new SupernetScoring(metric);
        }
    }
}
