package org.osnas.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.internal.deploy.Deployed;
import org.osnas.core.run.LossCurve;
import org.osnas.core.run.TrialLog;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.stats.Interval;

/**
 * What a report shows of a run, wherever the run is kept, and however far it is.
 *
 * @param chosen empty until the run is finished
 * @param trainings the finalists of the search, then what was evaluated later
 * @param curves by name of the training; one without points is left out
 * @param tables of the costs
 */
public record RunView(
        SearchSpace space,
        Optional<Chosen> chosen,
        Search search,
        List<Training> trainings,
        Map<String, Curve> curves,
        List<LookupTable> tables,
        Origin origin,
        Shown shown,
        Beside beside) {

    /** Of which only the search and what it found is known. */
    public RunView(
            SearchSpace space,
            Optional<Chosen> chosen,
            Search search,
            List<Training> trainings,
            Map<String, Curve> curves,
            List<LookupTable> tables,
            Origin origin,
            Shown shown) {
        this(space, chosen, search, trainings, curves, tables, origin, shown, Beside.NOTHING);
    }

    /** The score of a task that says no other name of it. */
    static final String ACCURACY = "accuracy";

    /**
     * What is shown of the winner beyond its scores.
     *
     * @param score what people call the score
     * @param metrics all of them, on the test split
     */
    public record Shown(String score, Map<String, Double> metrics, List<ShownExhibit> exhibits) {}

    /**
     * What other commands found out about the run, or made of it.
     *
     * @param fidelities how well scorers rank
     * @param unit of the latencies
     * @param latencies of networks, as a table predicts them and as they were measured
     * @param files that networks were written to
     */
    public record Beside(List<ShownFidelity> fidelities, String unit, List<Latency> latencies, List<Deployed> files) {
        static final Beside NOTHING = new Beside(List.of(), "ms", List.of(), List.of());
    }

    /** The latency of a network. */
    public record Latency(Architecture architecture, double predicted, double measured) {}

    /**
     * The architecture that won.
     *
     * @param score with the shared weights
     * @param weights how its weights came about
     * @param validation accuracy with these
     * @param test accuracy with these
     * @param intervals what the number of examples leaves open of the three
     */
    public record Chosen(
            Architecture architecture,
            double score,
            WeightOrigin weights,
            double validation,
            double test,
            Map<String, Double> costs,
            Intervals intervals) {

        /** Of scores that are no shares of examples. */
        public Chosen(
                Architecture architecture,
                double score,
                WeightOrigin weights,
                double validation,
                double test,
                Map<String, Double> costs) {
            this(architecture, score, weights, validation, test, costs, Intervals.NONE);
        }
    }

    /** Where a score lies with 95 % certainty; empty where its examples do not tell. */
    public record Intervals(Optional<Interval> score, Optional<Interval> validation, Optional<Interval> test) {
        static final Intervals NONE = new Intervals(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The search.
     *
     * @param strategy its name
     * @param scorer the name of what gave the scores
     * @param planned how many trials it is to have
     * @param entries all of them, in order, with those that failed or were stopped early
     * @param top the best, best first
     * @param objectives metrics of costs that were objectives beside the score; empty if the score alone counts
     * @param front trials that no other dominates; empty if the score alone counts
     * @param early what stopping early saved, if it was on
     */
    public record Search(
            String strategy,
            String scorer,
            int planned,
            Map<String, Range> budget,
            List<TrialLog.Entry> entries,
            List<Trial> top,
            List<String> objectives,
            List<Trial> front,
            Optional<Early> early) {

        /** How scores came about, in words. */
        String scoring() {
            return scorer.equals("supernet") ? "with shared weights" : "by scorer " + scorer;
        }

        /** Trials with a whole score. */
        List<Trial> scored() {
            return complete().stream().map(TrialLog.Entry::trial).toList();
        }

        /** What scoring these took. */
        List<Double> seconds() {
            return complete().stream().map(TrialLog.Entry::seconds).toList();
        }

        private List<TrialLog.Entry> complete() {
            return entries.stream().filter(entry -> entry.trial().complete()).toList();
        }

        int failed() {
            return (int)
                    entries.stream().filter(entry -> entry.trial().failed()).count();
        }
    }

    /**
     * What stopping early saved.
     *
     * @param saved share of the passes of validation images, from 0 to 1
     */
    public record Early(int stopped, double saved) {}

    /**
     * How a training goes.
     *
     * @param steps its length
     * @param losses may be empty
     * @param rates its learning rates by step
     * @param scores on validation examples, may be empty
     */
    public record Curve(
            long steps, List<LossCurve.Point> losses, LongToDoubleFunction rates, List<LossCurve.Score> scores) {}

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

    /** The metrics of costs: those that the search was about first. */
    List<String> metrics() {
        LinkedHashSet<String> metrics = new LinkedHashSet<>(search.objectives());
        metrics.addAll(search.budget().keySet());
        metrics.add("macs");
        metrics.add("params");
        search.scored().stream()
                .limit(1)
                .forEach(trial -> metrics.addAll(new TreeSet<>(trial.costs().keySet())));
        metrics.removeIf(metric ->
                search.scored().stream().anyMatch(trial -> !trial.costs().containsKey(metric)));
        return List.copyOf(metrics);
    }

    /** The metrics that tables show: the objectives, or what the budget is on, or macs. */
    List<String> shownMetrics() {
        return search.objectives().isEmpty()
                ? List.of(search.budget().keySet().stream().findFirst().orElse("macs"))
                : search.objectives();
    }

    /** The finalists. */
    List<Training> finalists() {
        return trainings.stream().filter(Training::finalist).toList();
    }
}
