package org.osnas.spark;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What came of the tasks of one round, in the order of hearing; not of those that an earlier one left running. Spark says
 * it on threads of its own.
 */
final class Tasks extends SparkListener {

    /**
     * What came of a task.
     *
     * @param partition of the round
     * @param text the answer or the reason, if there is one
     */
    record Heard(What what, int partition, String text) {}

    enum What {
        STARTED,
        ANSWERED,
        LOST,
        ENDED
    }

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Set<Object> stages = Set.of();

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

    /** A task gave its answer. */
    void answered(int partition, String text) {
        heard.add(new Heard(What.ANSWERED, partition, text));
    }

    /** The next, if it comes within that time. */
    @Nullable
    Heard next(Duration wait) throws IOException {
        try {
            return heard.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    boolean allTaken() {
        return heard.isEmpty();
    }

    /** Waits until all that will be heard was heard. */
    void awaitEnd(Duration wait) throws IOException {
        try {
            if (!ended.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("Spark did not say in %s how the jobs ended".formatted(wait));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("Interrupted while jobs ran", e);
    }
}
