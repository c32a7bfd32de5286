package org.osnas.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.WeightOrigin;

/**
 * What a report shows of a finished run, wherever the run is kept.
 *
 * @param trainings from scratch: the finalists of the search, then what was evaluated later
 * @param losses curves by name of the training; one without points is left out
 */
public record RunView(
        SearchSpace space,
        Chosen chosen,
        Search search,
        List<Training> trainings,
        Map<String, List<LossCurve.Point>> losses,
        Origin origin,
        Shown shown) {

    /** Of a network of which only its accuracies are shown. */
    public RunView(
            SearchSpace space,
            Chosen chosen,
            Search search,
            List<Training> trainings,
            Map<String, List<LossCurve.Point>> losses,
            Origin origin) {
        this(space, chosen, search, trainings, losses, origin, new Shown("accuracy", Map.of(), List.of()));
    }

    /**
     * What is shown of the winner beyond its scores.
     *
     * @param score what people call the score
     * @param metrics all of them, on the test split
     */
    public record Shown(String score, Map<String, Double> metrics, List<ShownExhibit> exhibits) {}

    /**
     * The architecture that won.
     *
     * @param score with the shared weights
     * @param weights how its weights came about
     * @param validation accuracy with these
     * @param test accuracy with these
     */
    public record Chosen(
            Architecture architecture,
            double score,
            WeightOrigin weights,
            double validation,
            double test,
            Map<String, Double> costs) {}

    /**
     * The search.
     *
     * @param strategy its name
     * @param trials all of them, in order, with those that failed or were stopped early
     * @param top the best, best first
     * @param objectives metrics of costs that were objectives beside the score; empty if the score alone counts
     * @param front trials that no other dominates; empty if the score alone counts
     * @param early what stopping early saved, if it was on
     */
    public record Search(
            String strategy,
            Map<String, Range> budget,
            List<Trial> trials,
            List<Trial> top,
            List<String> objectives,
            List<Trial> front,
            Optional<Early> early) {

        /** Trials with a whole score. */
        List<Trial> scored() {
            return trials.stream().filter(Trial::complete).toList();
        }
    }

    /**
     * What stopping early saved.
     *
     * @param saved share of the passes of validation images, from 0 to 1
     */
    public record Early(int stopped, double saved) {}

    /**
     * A network that was evaluated.
     *
     * @param weights how they came about
     * @param steps its length, if it was asked for after the search; empty for a finalist
     * @param test empty where it was not looked at
     */
    public record Training(
            Architecture architecture,
            WeightOrigin weights,
            Optional<Long> steps,
            double validation,
            OptionalDouble test) {

        boolean finalist() {
            return steps.isEmpty();
        }
    }

    /**
     * How the run was made.
     *
     * @param seconds by phase: {@code supernet}, {@code search}, {@code retrain}
     * @param configuration as text, may be empty
     * @param environment as text, may be empty
     */
    public record Origin(long seed, Map<String, Double> seconds, String configuration, String environment) {}

    /** The metrics that plots show scores by. */
    List<String> metrics() {
        return search.objectives().isEmpty()
                ? List.of(search.budget().keySet().stream().findFirst().orElse("macs"))
                : search.objectives();
    }

    /** The finalists. */
    List<Training> finalists() {
        return trainings.stream().filter(Training::finalist).toList();
    }
}
