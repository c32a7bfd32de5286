package org.osnas.core.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.osnas.core.job.JobBatch;
import org.osnas.core.job.JobRunner;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.stop.StopSignal;

/**
 * Runs a batch and takes the results in the order of its jobs, so that what is written of them does not depend on which
 * was faster. A result that comes before its turn waits, and is kept for the case that work ends before it is its turn.
 */
public final class OrderedJobs {

    private static final Duration BETWEEN_SAVES = Duration.ofSeconds(1);

    /** A job without a result. */
    public record Failed(JobBatch.Job job, String reason) {}

    /** Takes a result in its turn. */
    @FunctionalInterface
    public interface Sink {
        void take(int job, JsonNode result) throws IOException;
    }

    /** Is told how far it is. */
    @FunctionalInterface
    public interface Progress {

        /**
         * @param done jobs of the batch that have a result or failed
         * @param state in a few words
         */
        void show(int done, String state);
    }

    private final JobBatch batch;
    private final Checkpoint early;
    private final Sink sink;
    private final Progress progress;
    private final Map<Integer, JsonNode> waiting = new TreeMap<>();
    private final Map<Integer, String> failures = new TreeMap<>();
    private final Set<Integer> running = new HashSet<>();
    private int next;
    private int again;
    private long saved = System.nanoTime();

    /**
     * @param early keeps results before their turn; those that it has are not computed again
     */
    public OrderedJobs(JobBatch batch, Checkpoint early, Sink sink, Progress progress) {
        this.batch = batch;
        this.early = early;
        this.sink = sink;
        this.progress = progress;
    }

    /**
     * Runs all jobs.
     *
     * @return the jobs that failed; the others' results were taken
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop; no result that was there is lost
     */
    public List<Failed> run(JobRunner runner, StopSignal stop) throws IOException {
        restore();
        takeInTurn();
        int[] left = IntStream.range(next, batch.jobs().size())
                .filter(job -> !waiting.containsKey(job))
                .toArray();
        try {
            runner.run(only(left), new Places(left), stop);
        } finally {
            save();
        }
        early.delete();
        List<Failed> failed = new ArrayList<>();
        failures.forEach((job, reason) -> failed.add(new Failed(batch.jobs().get(job), reason)));
        return failed;
    }

    private JobBatch only(int[] places) {
        List<JobBatch.Job> jobs =
                IntStream.of(places).mapToObj(batch.jobs()::get).toList();
        return new JobBatch(batch.kind(), batch.common(), jobs);
    }

    private void restore() throws IOException {
        if (early.exists()) {
            early.read((header, in) -> {
                JsonNode results = header.path("results");
                for (int job = 0; job < batch.jobs().size(); job++) {
                    JsonNode result = results.get(batch.jobs().get(job).name());
                    if (result != null) {
                        waiting.put(job, result);
                    }
                }
            });
        }
    }

    private void save() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        ObjectNode results = header.putObject("results");
        waiting.forEach((job, result) -> results.set(batch.jobs().get(job).name(), result));
        early.write(header, out -> {});
        saved = System.nanoTime();
    }

    private void takeInTurn() throws IOException {
        while (waiting.containsKey(next) || failures.containsKey(next)) {
            JsonNode result = waiting.get(next);
            if (result != null) {
                sink.take(next, result);
                waiting.remove(next);
            }
            next++;
        }
    }

    private void show() {
        String state = running.size() + " running"
                + (again == 0 ? "" : ", " + again + " begun again")
                + (failures.isEmpty() ? "" : ", " + failures.size() + " failed");
        long failedLater = failures.keySet().stream().filter(job -> job >= next).count();
        progress.show((int) (next + waiting.size() + failedLater), state);
    }

    /** Hears of some of the jobs, and knows their places in the batch. */
    private final class Places implements JobRunner.Listener {

        private final int[] places;

        Places(int[] places) {
            this.places = places;
        }

        @Override
        public void started(int job) {
            running.add(places[job]);
        }

        @Override
        public void lost(int job) {
            running.remove(places[job]);
            again++;
        }

        @Override
        public void done(int job, JsonNode result) throws IOException {
            running.remove(places[job]);
            waiting.put(places[job], result);
            takeInTurn();
            if (System.nanoTime() - saved >= BETWEEN_SAVES.toNanos()) {
                save();
            }
            show();
        }

        @Override
        public void failed(int job, String reason) throws IOException {
            running.remove(places[job]);
            failures.put(places[job], reason);
            takeInTurn();
            show();
        }
    }
}
