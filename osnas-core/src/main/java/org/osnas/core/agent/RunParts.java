package org.osnas.core.agent;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.osnas.api.cost.CostModel;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Task;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.agent.Run.Named;
import org.osnas.core.cost.TableCheck;
import org.osnas.core.run.RunDescription;
import org.osnas.core.score.SupernetScoring;

/** The values that a {@link Run} is made of. */
record RunParts(
        SearchSpace space,
        Task task,
        Dataflow data,
        LongFunction<Dataflow> source,
        CostModel costs,
        Optional<Named<TrainingStrategy>> trainingStrategy,
        SupernetSettings supernet,
        Optional<Named<SearchStrategy>> searchStrategy,
        Named<ScoringMethod> scorer,
        SearchSettings search,
        RetrainSettings retrain,
        int checkpointEverySteps,
        long seed,
        Optional<RunDescription> description,
        Optional<GivenSupernet> given,
        Optional<LatencySource> latency,
        Optional<TableCheck> latencyCheck) {

    /** As {@link Run#of(SearchSpace, Task, Dataflow)}. */
    static RunParts of(SearchSpace space, Task task, Dataflow data) {
        Check.that(
                space.input().equals(data.input()),
                "Space %s takes inputs of %s, but the data gives %s. Make the space for the shape of the data.",
                space.name(),
                space.input(),
                data.input());
        return new RunParts(
                space,
                task,
                data,
                seed -> data,
                CostModel.analytic(space),
                Optional.empty(),
                SupernetSettings.DEFAULT,
                Optional.empty(),
                new Named<>("supernet", SupernetScoring.DEFAULT),
                SearchSettings.DEFAULT,
                RetrainSettings.DEFAULT,
                500,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same values but for those that the change sets. */
    RunParts with(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return draft.parts();
    }

    /** What another run may have of its own; the rest is as here. */
    final class Draft {
        LongFunction<Dataflow> source = RunParts.this.source;
        CostModel costs = RunParts.this.costs;
        Optional<Named<TrainingStrategy>> trainingStrategy = RunParts.this.trainingStrategy;
        SupernetSettings supernet = RunParts.this.supernet;
        Optional<Named<SearchStrategy>> searchStrategy = RunParts.this.searchStrategy;
        Named<ScoringMethod> scorer = RunParts.this.scorer;
        SearchSettings search = RunParts.this.search;
        RetrainSettings retrain = RunParts.this.retrain;
        int checkpointEverySteps = RunParts.this.checkpointEverySteps;
        long seed = RunParts.this.seed;
        Optional<RunDescription> description = RunParts.this.description;
        Optional<GivenSupernet> given = RunParts.this.given;
        Optional<LatencySource> latency = RunParts.this.latency;
        Optional<TableCheck> latencyCheck = RunParts.this.latencyCheck;

        private Draft() {}

        private RunParts parts() {
            return new RunParts(
                    space,
                    task,
                    data,
                    source,
                    costs,
                    trainingStrategy,
                    supernet,
                    searchStrategy,
                    scorer,
                    search,
                    retrain,
                    checkpointEverySteps,
                    seed,
                    description,
                    given,
                    latency,
                    latencyCheck);
        }
    }

    /** What two runs that use one supernet have in common, by what it is called. */
    Map<String, String> whatSupernetsShare() {
        Map<String, String> shared = new TreeMap<>();
        shared.put("space", "%s at %s, fingerprint %s".formatted(space.name(), space.input(), space.fingerprint()));
        shared.put("task", name(task));
        shared.put(
                "data",
                "%s, %d training batches of %d"
                        .formatted(data.description(), data.batchesPerEpoch(), data.batchSize()));
        shared.put("training strategy", trainingStrategy.map(t -> name(t.it())).orElse("none"));
        shared.put("length of its training", supernet.length().toString());
        shared.put("optimizer", supernet.optimizer().toString());
        shared.put("initialization", supernet.initialization().toString());
        shared.put("share of held-out data", String.valueOf(supernet.heldOut()));
        return shared;
    }

    /** What identifies the run, a line each; two runs with the same text and data give the same bits. */
    String text() {
        Map<String, Object> lines = new TreeMap<>();
        lines.put("seed", seed);
        lines.put("space", "%s at %s, fingerprint %s".formatted(space.name(), space.input(), space.fingerprint()));
        lines.put("task", name(task));
        lines.put(
                "data",
                "%s, %d training batches of %d".formatted(name(data), data.batchesPerEpoch(), data.batchSize()));
        given.ifPresent(g -> lines.put("supernet.of", g.run().supernetIdentity().hash()));
        latency.ifPresent(source -> lines.put("search.latency", source));
        lines.put("supernet.strategy", trainingStrategy.map(t -> name(t.it())).orElse("none"));
        lines.put("supernet", supernet);
        lines.put("search.strategy", searchStrategy.map(s -> name(s.it())).orElse("none"));
        lines.put(
                "search",
                "%d trials, top %d, batch %d, early stop %s"
                        .formatted(search.trials(), search.top(), search.batch(), search.earlyStop()));
        if (!scorer.it().equals(SupernetScoring.DEFAULT)) {
            lines.put("search.scorer", name(scorer.it()));
        }
        if (!search.enqueue().isEmpty()) {
            lines.put("search.enqueue", search.enqueue());
        }
        if (!search.stop().equals(SearchSettings.Stop.NEVER)) {
            lines.put("search.stop", search.stop());
        }
        new TreeMap<>(search.budget().ranges())
                .forEach((metric, range) -> lines.put("search.budget." + metric, range.min() + " to " + range.max()));
        lines.put("retrain", retrain);
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (key, value) -> text.append(key).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /** A record by its values, anything else by its class; without what differs from process to process. */
    private static String name(Object part) {
        String text = part instanceof Record ? part.toString() : part.getClass().getName();
        return text.replaceAll("\\$\\$Lambda[^,\\])]*", " by a function").replaceAll("@[0-9a-f]+", "");
    }
}
