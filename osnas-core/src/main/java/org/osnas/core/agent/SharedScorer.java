package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.internal.job.OrderedJobs;
import org.osnas.core.job.JobBatch;
import org.osnas.core.job.JobRunner;
import org.osnas.core.run.RunDescription;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.Store;
import org.osnas.core.stop.StopSignal;

/**
 * Scores shares of a population in jobs, each of which has the supernet, or whatever the run scores by, of its own.
 *
 * @param here scores the same in this process; what is scored there does not depend on what is beside it
 * @param folder of the run
 */
record SharedScorer(Scorer here, Path folder, JobRunner runner, StopSignal stop) implements Scorer {

    /** The same scorer, shared if the run's scores allow it and there are jobs. */
    static Scorer of(Scorer here, Run run, RunStore store, RunControl control) {
        Optional<Path> folder = store.folder();
        boolean configured = run.description().file().equals(RunDescription.CONFIG);
        boolean alone =
                !run.scorer().it().together() && run.search().earlyStop().isEmpty();
        return configured && alone && folder.isPresent() && control.jobs().isPresent()
                ? new SharedScorer(
                        here, folder.get().toAbsolutePath(), control.jobs().get(), control.stop())
                : here;
    }

    @Override
    public List<Score> score(List<Architecture> architectures, List<Trial> before) {
        List<List<Integer>> shares = shares(architectures);
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        common.put("folder", folder.toString());
        List<JobBatch.Job> jobs =
                shares.stream().map(share -> job(architectures, share)).toList();
        Score[] scores = new Score[architectures.size()];
        List<OrderedJobs.Failed> failed;
        try {
            failed = new OrderedJobs(
                            new JobBatch(MainAgent.SCORES, common, jobs),
                            Store.inMemory().checkpoint("early"),
                            (job, result) -> take(shares.get(job), result, scores),
                            (done, state) -> {})
                    .run(runner, stop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!failed.isEmpty()) {
            throw RunException.jobsFailed(failed, jobs.size());
        }
        return List.of(scores);
    }

    /** Indices of architectures. Those with common beginnings, which are run once, are in one share. */
    private List<List<Integer>> shares(List<Architecture> architectures) {
        List<Integer> sorted = IntStream.range(0, architectures.size())
                .boxed()
                .sorted(Comparator.comparing(i -> architectures.get(i).toArray(), Arrays::compare))
                .toList();
        int count = Math.min(sorted.size(), Math.max(1, runner.atOnce()));
        List<List<Integer>> shares = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shares.add(sorted.subList(sorted.size() * i / count, sorted.size() * (i + 1) / count));
        }
        return shares;
    }

    private static JobBatch.Job job(List<Architecture> architectures, List<Integer> share) {
        ObjectNode what = JsonNodeFactory.instance.objectNode();
        ArrayNode list = what.putArray("architectures");
        share.forEach(i -> list.add(ValueJson.choices(architectures.get(i))));
        return new JobBatch.Job("scoring of " + architectures.get(share.get(0)) + " and those behind it", what);
    }

    /** What a job gives. */
    static ObjectNode result(Scorer scorer, JsonNode what) {
        List<Architecture> architectures = new ArrayList<>();
        what.path("architectures").forEach(a -> architectures.add(Architecture.parse(a.toString())));
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode list = result.putArray("scores");
        for (Score score : scorer.score(architectures)) {
            Check.that(score.partial().isEmpty(), "Scores that are given up early depend on those beside them");
            ObjectNode entry = list.addObject();
            ValueJson.putScore(entry, "value", score.value());
            entry.put("passes", score.passes());
        }
        return result;
    }

    private static void take(List<Integer> share, JsonNode result, Score[] scores) {
        for (int i = 0; i < share.size(); i++) {
            JsonNode entry = result.path("scores").path(i);
            scores[share.get(i)] = Score.trained(
                    ValueJson.score(entry.path("value")), entry.path("passes").asLong());
        }
    }

    @Override
    public void close() {
        here.close();
    }
}
