package org.osnas.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.jspecify.annotations.Nullable;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.job.JobServer;
import org.osnas.core.job.JobBatch;
import org.osnas.core.job.JobRunner;
import org.osnas.core.stop.StopSignal;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Runs the jobs of a batch as the tasks of one job of Spark, whose driver is this process. Spark runs a task again if its
 * executor is lost. If that happens to one too often, Spark gives all of them up: then those that were lost so often are
 * set aside, the others run on, and at last each of them alone, so that only one that is to blame itself fails.
 */
final class SparkRunner implements JobRunner {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration SAVING = Duration.ofSeconds(9);
    private static final int MOST_FAILURES = 4;

    private final JavaSparkContext context;
    private final int threads;

    /**
     * What came of a task.
     *
     * @param partition of the round
     * @param text the answer or the reason, if there is one
     */
    private record Heard(What what, int partition, String text) {}

    private enum What {
        STARTED,
        ANSWERED,
        LOST,
        ENDED
    }

    private SparkRunner(JavaSparkContext context, int threads) {
        this.context = context;
        this.threads = threads;
    }

    /**
     * @throws BadInputException if Spark cannot be reached
     */
    static SparkRunner open(SparkConf conf, int threads) {
        try {
            return new SparkRunner(new JavaSparkContext(conf), threads);
        } catch (RuntimeException e) {
            throw new BadInputException("Spark at %s cannot be used: %s".formatted(conf.get("spark.master"), e), e);
        }
    }

    @Override
    public int threads() {
        return threads;
    }

    /** The cores of the executors that have come up. */
    @Override
    public int atOnce() {
        return Math.max(1, context.defaultParallelism() / threads);
    }

    @Override
    public String description() {
        return "Spark %s at %s, %d thread%s each"
                .formatted(context.version(), context.master(), threads, threads == 1 ? "" : "s");
    }

    @Override
    public void run(JobBatch batch, Listener listener, StopSignal stop) throws IOException {
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, batch.jobs().size()).boxed().toList());
        List<Integer> suspects = new ArrayList<>();
        while (!left.isEmpty()) {
            Round round = new Round(batch, listener, left);
            List<Integer> lost = round.run(stop);
            left.removeAll(round.answered);
            left.removeAll(lost);
            suspects.addAll(lost);
        }
        for (int suspect : suspects) {
            Round alone = new Round(batch, listener, List.of(suspect));
            if (!alone.run(stop).isEmpty()) {
                listener.failed(
                        suspect,
                        "The executor that did it was lost %d times, also where it was alone. %s"
                                .formatted(mostFailures(), alone.reason));
            }
        }
    }

    private int mostFailures() {
        return context.getConf().getInt("spark.task.maxFailures", MOST_FAILURES);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Hears on a thread of Spark of the tasks of one round, not of those that an earlier one left running. */
    private static final class Tasks extends SparkListener {

        private final BlockingQueue<Heard> heard;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Set<Object> stages = Set.of();

        Tasks(BlockingQueue<Heard> heard) {
            this.heard = heard;
        }

        @Override
        public void onJobStart(SparkListenerJobStart start) {
            stages = Set.copyOf(CollectionConverters.asJava(start.stageIds()));
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            hear(start.stageId(), What.STARTED, start.taskInfo(), "");
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            What what = end.taskInfo().successful() ? What.ENDED : What.LOST;
            hear(end.stageId(), what, end.taskInfo(), end.reason().toString());
        }

        @Override
        public void onJobEnd(SparkListenerJobEnd end) {
            ended.countDown();
        }

        private void hear(int stage, What what, TaskInfo task, String text) {
            if (stages.contains(stage)) {
                heard.add(new Heard(what, task.partitionId(), text));
            }
        }
    }

    /** One job of Spark, for some of the jobs of a batch. */
    private final class Round {

        private final JobBatch batch;
        private final Listener listener;
        private final List<Integer> jobs;
        private final List<Integer> answered = new ArrayList<>();
        private final int[] losses;
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        private int running;
        private String reason = "";

        Round(JobBatch batch, Listener listener, List<Integer> jobs) {
            this.batch = batch;
            this.listener = listener;
            this.jobs = List.copyOf(jobs);
            losses = new int[jobs.size()];
        }

        /** The jobs that were lost too often. */
        List<Integer> run(StopSignal stop) throws IOException {
            Tasks tasks = new Tasks(heard);
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
                await(tasks.ended);
                while (!heard.isEmpty()) {
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
                    .filter(i -> losses[i] >= mostFailures() && !answered.contains(jobs.get(i)))
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
                                heard.add(new Heard(What.ANSWERED, (int) partition, text));
                                return BoxedUnit.UNIT;
                            },
                            () -> "");
        }

        private void hear() throws IOException {
            Heard next = next();
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

        private @Nullable Heard next() throws IOException {
            try {
                return heard.poll(LOOK.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        private static void await(CountDownLatch latch) throws IOException {
            try {
                if (!latch.await(SAVING.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new IOException("Spark did not say in %s how the jobs ended".formatted(SAVING));
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        private static IOException interrupted(InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IOException("Interrupted while jobs ran", e);
        }

        private static String failure(SimpleFutureAction<String> action) {
            return action.value()
                    .map(result -> result.isFailure() ? result.failed().get().getMessage() : "no answers")
                    .getOrElse(() -> "no answers");
        }
    }
}
