package org.osnas.core.score;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;

/**
 * Scores by a table of known accuracies, with no training.
 *
 * @param training the scores of one training, from 0; empty for the mean of all
 */
record TableScoring(String file, OptionalInt training) implements ScoringMethod {

    @Override
    public Scorer start(ScoringContext context) {
        ScoreTable table = table();
        return training.isPresent() ? table.scorer(training.getAsInt()) : Scorer.each(table::meanScore);
    }

    @Override
    public void check(SearchSpace space) {
        table().requireFor(space);
    }

    private ScoreTable table() {
        return ScoreTableFile.read(Path.of(file));
    }

    /** Registers {@code table}. Settings: {@code file}, {@code training} (the mean of all). */
    public static final class Provider implements ScorerProvider {
        @Override
        public String name() {
            return "table";
        }

        @Override
        public String description() {
            return "by a table of known scores (a CSV file of table scores or table import-scores)";
        }

        @Override
        public ScoringMethod create(Settings settings) {
            String file = settings.about("CSV with the scores")
                    .path("file")
                    .map(Path::toString)
                    .orElse("scores.csv");
            int training = settings.about("which training of each architecture; -1 for their mean")
                    .integer("training", -1, -1, 1_000_000);
            settings.rejectUnknown();
            return new TableScoring(file, training < 0 ? OptionalInt.empty() : OptionalInt.of(training));
        }
    }
}
