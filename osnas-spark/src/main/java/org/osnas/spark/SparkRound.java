package org.osnas.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.osnas.core.internal.job.JobServer;
import org.osnas.core.job.JobBatch;
import org.osnas.core.job.JobRunner;
import org.osnas.core.stop.StopSignal;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/** One job of Spark, for some of the jobs of a batch. */
final class SparkRound {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration SAVING = Duration.ofSeconds(9);
    private static final int MOST_FAILURES = 4;

    private final JavaSparkContext context;
    private final int threads;
    private final JobBatch batch;
    private final JobRunner.Listener listener;
    private final List<Integer> jobs;
    private final List<Integer> answered = new ArrayList<>();
    private final int[] losses;
    private final Tasks tasks = new Tasks();
    private int running;
    private String reason = "";

    SparkRound(JavaSparkContext context, int threads, JobBatch batch, JobRunner.Listener listener, List<Integer> jobs) {
        this.context = context;
        this.threads = threads;
        this.batch = batch;
        this.listener = listener;
        this.jobs = List.copyOf(jobs);
        losses = new int[jobs.size()];
    }

    /** The jobs that were lost too often. */
    List<Integer> run(StopSignal stop) throws IOException {
        context.sc().addSparkListener(tasks);
        SimpleFutureAction<String> action = submit();
        try {
            while (!action.isCompleted() && !stop.requested()) {
                stop.unsaved(true);
                hear();
            }
            if (!action.isCompleted()) {
                action.cancel();
                long end = System.nanoTime() + SAVING.toNanos();
                while (running > 0 && System.nanoTime() < end) {
                    hear();
                }
            }
            // The listener is told later than the action; what it hears before the end of the job counts.
            tasks.awaitEnd(SAVING);
            while (!tasks.allTaken()) {
                hear();
            }
        } finally {
            context.sc().removeSparkListener(tasks);
            stop.unsaved(false);
        }
        if (answered.size() == jobs.size()) {
            return List.of();
        }
        stop.check();
        List<Integer> lost = IntStream.range(0, losses.length)
                .filter(i -> losses[i] >= mostFailures(context) && !answered.contains(jobs.get(i)))
                .mapToObj(jobs::get)
                .toList();
        if (lost.isEmpty() && answered.isEmpty()) {
            throw new IOException("Spark gave the jobs up: " + failure(action));
        }
        return lost;
    }

    private SimpleFutureAction<String> submit() {
        String header = JobServer.header(batch, threads).toString();
        List<String> texts = jobs.stream()
                .map(job -> batch.jobs().get(job).what().toString())
                .toList();
        JavaRDD<String> descriptions = context.parallelize(texts, texts.size());
        List<Object> all =
                IntStream.range(0, texts.size()).<Object>mapToObj(i -> i).toList();
        return context.sc()
                .submitJob(
                        descriptions.rdd(),
                        new ExecutorJobs(header),
                        CollectionConverters.asScala(all).toSeq(),
                        (partition, text) -> {
                            tasks.answered((int) partition, text);
                            return BoxedUnit.UNIT;
                        },
                        () -> "");
    }

    private void hear() throws IOException {
        Tasks.Heard next = tasks.next(LOOK);
        if (next == null) {
            return;
        }
        int job = jobs.get(next.partition());
        switch (next.what()) {
            case STARTED -> {
                running++;
                listener.started(job);
            }
            case ENDED -> running--;
            case LOST -> {
                running--;
                losses[next.partition()]++;
                reason = next.text();
                listener.lost(job);
            }
            case ANSWERED -> answer(job, next.text());
        }
    }

    private void answer(int job, String text) throws IOException {
        JsonNode answer = JSON.readTree(text);
        if (answered.contains(job) || answer.has(JobServer.STOPPED)) {
            return;
        }
        answered.add(job);
        if (answer.has(JobServer.FAILED)) {
            listener.failed(job, answer.path(JobServer.FAILED).asText());
        } else {
            listener.done(job, answer.path(JobServer.RESULT));
        }
    }

    private static String failure(SimpleFutureAction<String> action) {
        return action.value()
                .map(result -> result.isFailure() ? result.failed().get().getMessage() : "no answers")
                .getOrElse(() -> "no answers");
    }

    /** The jobs that gave a result, or said why they did not. */
    List<Integer> answered() {
        return answered;
    }

    /** Why the last task was lost. */
    String reason() {
        return reason;
    }

    /** After how many losses of one task Spark gives all of them up. */
    static int mostFailures(JavaSparkContext context) {
        return context.getConf().getInt("spark.task.maxFailures", MOST_FAILURES);
    }
}
