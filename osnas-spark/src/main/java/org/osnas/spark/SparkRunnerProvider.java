package org.osnas.spark;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.osnas.api.spi.Settings;
import org.osnas.core.job.JobRunnerProvider;

/** Provides {@link SparkRunner}. What Spark itself is told stands in system properties {@code spark.*}, as always. */
public final class SparkRunnerProvider implements JobRunnerProvider {

    private static final int MOST = 4096;

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public String description() {
        return "executors of Apache Spark";
    }

    @Override
    public Opener create(Settings settings) {
        int threads = settings.about("threads of each job, on which its bits depend (else as OSNAS_THREADS says, or 1)")
                .integer("threads", 1, MOST)
                .orElse(Integer.getInteger("osnas.threads", 1));
        Optional<String> master = settings.about("where Spark runs, such as spark://HOST:7077 (else spark.master)")
                .text("master");
        return () -> SparkRunner.open(SparkSettings.complete(new SparkConf(), master, threads), threads);
    }
}
