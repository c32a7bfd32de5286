package org.osnas.core.agent;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.MeanScore;
import org.osnas.api.task.MeanScored;
import org.osnas.api.task.Split;
import org.osnas.core.agent.SearchSettings.EarlyStop;
import org.osnas.core.internal.evaluation.StopRule;
import org.osnas.core.internal.evaluation.SupernetEvaluator;

/**
 * Scores architectures on a split, and stops with those that are below the best of a search.
 *
 * @param examples of the split
 */
record EarlyStoppingScorer(EarlyStop early, SupernetEvaluator evaluator, Split split, int examples) implements Scorer {

    @Override
    public List<Score> score(List<Architecture> architectures, List<Trial> before) {
        OptionalDouble threshold = early.threshold(before);
        StopRule rule = threshold.isEmpty()
                ? StopRule.NEVER
                : (evaluation, batches) -> early.hopeless(threshold.getAsDouble(), mean(evaluation), examples, batches);
        return evaluator.evaluate(architectures, split, rule).stream()
                .map(this::score)
                .toList();
    }

    // Early stop is refused for a task whose evaluations are of another type.
    private static MeanScore mean(Evaluation evaluation) {
        return ((MeanScored) evaluation).mean();
    }

    private Score score(Evaluation evaluation) {
        int seen = (int) mean(evaluation).examples();
        return new Score(
                evaluation.score(),
                seen < examples ? Optional.of(Trial.Partial.ofExamples(seen, examples)) : Optional.empty(),
                0);
    }
}
