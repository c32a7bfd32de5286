package org.osnas.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.internal.job.ClassPath;

/**
 * What Spark must be told so that executors do jobs as processes of the launcher do: one job an executor at a time, on as
 * many cores as the job has threads; the allocator and OpenMP as the launcher sets them; the class path of the driver.
 * What the user has said stays, unless it contradicts that.
 */
final class SparkSettings {

    private static final String CORES = "spark.executor.cores";
    private static final String CPUS = "spark.task.cpus";
    private static final String OPTIONS = "spark.executor.extraJavaOptions";
    private static final String CLASS_PATH = "spark.executor.extraClassPath";

    /** Variables that the launcher sets, which the allocator, OpenMP and file names need. */
    private static final Map<String, String> ENVIRONMENT = new LinkedHashMap<>();

    static {
        ENVIRONMENT.put("MALLOC_MMAP_THRESHOLD_", "2000000000");
        ENVIRONMENT.put("MALLOC_TRIM_THRESHOLD_", "20000000000");
        ENVIRONMENT.put("MALLOC_TOP_PAD_", "268435456");
        ENVIRONMENT.put("OMP_NUM_THREADS", "1");
        ENVIRONMENT.put("OMP_WAIT_POLICY", "passive");
        ENVIRONMENT.put("LC_ALL", "C.UTF-8");
    }

    private SparkSettings() {}

    /**
     * Completes what the user has said.
     *
     * @throws BadInputException if no master is named, or an executor would do several jobs at once
     */
    static SparkConf complete(SparkConf conf, Optional<String> master, int threads) {
        master.ifPresent(conf::setMaster);
        if (!conf.contains("spark.master")) {
            throw new BadInputException("Where is Spark? Name its master: --master spark://HOST:7077 behind submit, or"
                    + " --runner '{name: spark, settings: {master: …}}'. To try it on this machine:"
                    + " 'local-cluster[2,1,1024]', two executors of one core and 1024 MB");
        }
        conf.setIfMissing("spark.app.name", "osnas");
        conf.setIfMissing(CPUS, String.valueOf(threads));
        conf.setIfMissing(CORES, String.valueOf(threads));
        Check.that(
                conf.getInt(CORES, threads) < 2 * conf.getInt(CPUS, threads),
                "%s=%s and %s=%s let an executor do several jobs at once, but a process does one, with all its threads. Make them equal: more executors take the place of cores",
                CORES,
                conf.get(CORES),
                CPUS,
                conf.get(CPUS));
        conf.setIfMissing(CLASS_PATH, ClassPath.ofThisProcess());
        conf.set(
                OPTIONS,
                Stream.of(
                                "-XX:+UseParallelGC -XX:MaxNewSize=64m",
                                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0",
                                "-Dosnas.threads=" + threads,
                                conf.get(OPTIONS, ""))
                        .collect(Collectors.joining(" "))
                        .strip());
        ENVIRONMENT.forEach((name, value) -> conf.setIfMissing("spark.executorEnv." + name, value));
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        // A job takes seconds at least: it need not wait for a place near its description.
        conf.setIfMissing("spark.locality.wait", "0s");
        return conf;
    }
}
