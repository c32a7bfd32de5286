package org.osnas.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.job.JobBatch;
import org.osnas.core.job.JobRunner;
import org.osnas.core.stop.StopSignal;

/**
 * Runs the jobs of a batch as the tasks of one job of Spark, whose driver is this process. Spark runs a task again if its
 * executor is lost. If that happens to one too often, Spark gives all of them up: then those that were lost so often are
 * set aside, the others run on, and at last each of them alone, so that only one that is to blame itself fails.
 */
final class SparkRunner implements JobRunner {

    private final JavaSparkContext context;
    private final int threads;

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
            SparkRound round = new SparkRound(context, threads, batch, listener, left);
            List<Integer> lost = round.run(stop);
            left.removeAll(round.answered());
            left.removeAll(lost);
            suspects.addAll(lost);
        }
        for (int suspect : suspects) {
            SparkRound alone = new SparkRound(context, threads, batch, listener, List.of(suspect));
            if (!alone.run(stop).isEmpty()) {
                listener.failed(
                        suspect,
                        "The executor that did it was lost %d times, also where it was alone. %s"
                                .formatted(SparkRound.mostFailures(context), alone.reason()));
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
