package org.osnas.core.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Exhibit;
import org.osnas.api.task.Exhibiting;
import org.osnas.api.task.Split;
import org.osnas.api.task.Task;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.stats.Interval;

/**
 * What a run found.
 *
 * @param scorer the name of what gave the scores
 * @param winner the trial of the architecture with the best validation score after retraining
 * @param retrained all finalists, in the order in which they were retrained
 * @param top best trials, best first
 * @param objectives what the search was about
 * @param front trials that no other dominates, by rising cost of the first metric; empty if the score alone counts
 * @param early what early stop saved, if it was on
 * @param supernet how its training ended, if its time ended it
 * @param weights how those of the finalists came about
 * @param seconds by phase: {@code supernet}, {@code search}, {@code retrain}
 * @param examples of each split, on which the certainty of scores depends
 * @param units of the costs, by metric
 */
public record RunResult(
        SearchSpace space,
        Budget budget,
        long seed,
        String scorer,
        Trial winner,
        List<Retrained> retrained,
        List<Trial> top,
        Objectives objectives,
        List<Trial> front,
        Optional<EarlyStops> early,
        Optional<Ending> supernet,
        WeightOrigin weights,
        Map<String, Double> seconds,
        Map<Split, Integer> examples,
        Map<String, String> units) {

    /**
     * An architecture after training from scratch.
     *
     * @param validation score on the validation split, which decides
     * @param test score on the test split, which decides nothing
     * @param details what else is known of it
     */
    public record Retrained(Architecture architecture, double validation, double test, Details details) {

        /** After its evaluation on both splits; what the second has to show is kept. */
        public static Retrained of(
                Architecture architecture, Task task, Evaluation validation, Evaluation test, Optional<Ending> ending) {
            return new Retrained(
                    architecture,
                    validation.score(),
                    test.score(),
                    new Details(
                            task.score(),
                            validation.metrics(),
                            test.metrics(),
                            test instanceof Exhibiting.Exhibition shown ? shown.exhibits() : List.of(),
                            ending));
        }

        /** Adds its scores and metrics to a document. */
        public void putTo(ObjectNode node) {
            node.put("test_score", test);
            node.put("validation_score", validation);
            if (details.score().equals(Details.ACCURACY)) {
                node.put("test_accuracy", test);
                node.put("validation_accuracy", validation);
            }
            node.put("score_name", details.score());
            ObjectNode metrics = node.putObject("metrics");
            details.validation().forEach(metrics.putObject("validation")::put);
            details.test().forEach(metrics.putObject("test")::put);
            details.ending().ifPresent(ending -> ending.putTo(node, "training"));
        }
    }

    /**
     * How a training ended that was validated while it went on, or that its time ended.
     *
     * @param steps done
     * @param planned fewer were done if the score rose no more, or the time was used
     * @param kept the step whose weights the network has
     * @param outOfTime whether the time was used, so that another time more or fewer steps may be done
     */
    public record Ending(long steps, long planned, long kept, boolean outOfTime) {
        private void putTo(ObjectNode node, String key) {
            node.putObject(key)
                    .put("steps", steps)
                    .put("planned_steps", planned)
                    .put("kept_step", kept)
                    .put("ended_early", steps < planned)
                    .put("out_of_time", outOfTime);
        }
    }

    /**
     * What is known of a trained network beside its scores.
     *
     * @param score what people call the score of the task
     * @param validation all metrics on the validation split
     * @param test all metrics on the test split
     * @param exhibits what there is to show of the test split
     * @param ending of its training, if it was validated on the way or its time ended it
     */
    public record Details(
            String score,
            Map<String, Double> validation,
            Map<String, Double> test,
            List<Exhibit> exhibits,
            Optional<Ending> ending) {

        private static final String ACCURACY = "accuracy";

        public Details {
            validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
            test = Collections.unmodifiableMap(new LinkedHashMap<>(test));
            exhibits = List.copyOf(exhibits);
        }
    }

    public RunResult {
        retrained = List.copyOf(retrained);
        top = List.copyOf(top);
        front = List.copyOf(front);
        seconds = Map.copyOf(seconds);
        examples = Map.copyOf(examples);
        units = Map.copyOf(units);
    }

    /** The winner after retraining. */
    public Retrained network() {
        return retrained.stream()
                .filter(r -> r.architecture().equals(winner.architecture()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Where a score lies that was measured on a split, as far as the number of its examples tells; only accuracies are
     * shares of examples, of which that follows.
     */
    public Optional<Interval> interval(double measured, Split split) {
        boolean share = network().details().score().equals(Details.ACCURACY) && measured >= 0 && measured <= 1;
        return share ? Optional.of(Interval.wilson(measured, examples.getOrDefault(split, 0))) : Optional.empty();
    }

    /**
     * As {@link #interval}, of a score of the search, if it was measured on the validation examples. One that is a mean of
     * values from 0 to 1 varies no more than a share does, so that the interval is wide enough for it too.
     */
    public Optional<Interval> interval(Trial trial) {
        return scorer.equals("supernet") && trial.complete()
                ? interval(trial.score(), Split.VALIDATION)
                : Optional.empty();
    }

    private static void put(ObjectNode node, String key, Optional<Interval> interval) {
        interval.ifPresent(ends -> node.putArray(key).add(ends.low()).add(ends.high()));
    }

    /** The content of {@code result.json}. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("space", space.name());
        node.set("architecture", ValueJson.choices(winner.architecture()));
        ValueJson.putNumbers(node.putObject("cost"), winner.costs());
        ObjectNode ranges = node.putObject("budget");
        budget.ranges()
                .forEach((metric, range) ->
                        ranges.putArray(metric).add(range.min()).add(range.max()));
        node.put("score", winner.score());
        node.put("scorer", scorer);
        put(node, "score_interval", interval(winner));
        network().putTo(node);
        put(node, "validation_interval", interval(network().validation(), Split.VALIDATION));
        put(node, "test_interval", interval(network().test(), Split.TEST));
        node.put("weights", weights.word());
        node.put("seed", seed);
        putTrials(node.putArray("top"), top);
        if (objectives.several()) {
            ArrayNode names = node.putArray("objectives");
            Stream.concat(Stream.of("score"), objectives.metrics().stream()).forEach(names::add);
            putTrials(node.putArray("front"), front);
        }
        early.ifPresent(stops -> node.putObject("early_stop")
                .put("stopped", stops.stopped())
                .put("trials", stops.trials())
                .put("saved", stops.saved()));
        supernet.ifPresent(ending -> ending.putTo(node, "supernet_training"));
        ArrayNode finalists = node.putArray("finalists");
        for (Retrained one : retrained) {
            ObjectNode entry = finalists.addObject();
            entry.set("architecture", ValueJson.choices(one.architecture()));
            entry.put("validation_score", one.validation());
            if (one.details().score().equals(Details.ACCURACY)) {
                entry.put("validation_accuracy", one.validation());
            }
            one.details().ending().ifPresent(ending -> ending.putTo(entry, "training"));
        }
        ObjectNode times = node.putObject("seconds");
        for (String phase : List.of("supernet", "search", "retrain")) {
            times.put(phase, Math.round(seconds.getOrDefault(phase, 0.0) * 1000) / 1000.0);
        }
        return node;
    }

    private void putTrials(ArrayNode array, List<Trial> trials) {
        for (Trial trial : trials) {
            ObjectNode entry = array.addObject();
            entry.set("architecture", ValueJson.choices(trial.architecture()));
            entry.put("score", trial.score());
            put(entry, "interval", interval(trial));
            ValueJson.putNumbers(entry.putObject("cost"), trial.costs());
        }
    }

    /**
     * What early stop saved in a search.
     *
     * @param stopped trials that stopped early
     * @param trials all of them
     * @param saved share of the examples, or of the steps of trainings, that were not needed
     */
    public record EarlyStops(int stopped, int trials, double saved) {

        public static EarlyStops of(List<Trial> trials) {
            List<Trial.Partial> parts = trials.stream()
                    .map(Trial::partial)
                    .flatMap(Optional::stream)
                    .toList();
            double saved = parts.stream()
                    .mapToDouble(part -> 1 - (double) part.done() / part.of())
                    .sum();
            return new EarlyStops(parts.size(), trials.size(), trials.isEmpty() ? 0 : saved / trials.size());
        }
    }
}
