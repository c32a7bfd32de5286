package org.osnas.benchmarks.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;

/**
 * How long a batch of jobs takes on executors, on paper: events of a driver that hands out one task after another, of
 * executors that come up one after another and make ready what their first job needs, and of jobs whose times are drawn
 * from measured ones.
 *
 * @param dispatch seconds that the driver needs for a task, during which it does nothing else
 * @param start seconds until the first executor is up
 * @param next seconds from one executor to the next one
 * @param ready seconds that an executor needs before its first job, for classes, native libraries and data
 * @param cores that all executors share, where they are on one machine; 0 if each has its own
 */
record ClusterSimulation(double dispatch, double start, double next, double ready, int cores) {

    private static final List<Integer> EXECUTORS = List.of(1, 2, 4, 10, 100, 1000);
    private static final List<Double> JOB_SECONDS = List.of(0.1, 1.0, 10.0, 60.0);
    private static final int JOBS_AN_EXECUTOR = 50;

    /**
     * What came of a simulation.
     *
     * @param seconds from the beginning to the last result
     * @param busy seconds that executors spent in jobs, together
     */
    record Outcome(double seconds, double busy) {}

    /**
     * Runs jobs.
     *
     * @param measured seconds of jobs, of which each is drawn
     * @param factor by which jobs are longer than measured
     */
    Outcome run(int executors, int jobs, double[] measured, double factor) {
        RandomGenerator random = Seeds.generator(1, "cluster", executors);
        double slower = cores == 0 ? 1 : Math.max(1, (double) executors / cores);
        PriorityQueue<double[]> free = new PriorityQueue<>(Comparator.comparingDouble(e -> e[0]));
        for (int i = 0; i < executors; i++) {
            free.add(new double[] {start + i * next, ready * slower});
        }
        double driver = 0;
        double end = 0;
        double busy = 0;
        for (int job = 0; job < jobs; job++) {
            double[] executor = free.remove();
            driver = Math.max(driver, executor[0]) + dispatch;
            double took = measured[random.nextInt(measured.length)] * factor * slower;
            double done = driver + executor[1] + took;
            end = Math.max(end, done);
            busy += took;
            free.add(new double[] {done, 0});
        }
        return new Outcome(end, busy);
    }

    private static double[] measured(Path log) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = Files.readAllLines(log);
        double[] seconds = new double[lines.size() - 1];
        for (int i = 0; i < seconds.length; i++) {
            JsonNode entry = json.readTree(lines.get(i + 1));
            seconds[i] = entry.path("seconds").asDouble();
        }
        return seconds;
    }

    /**
     * Prints a table.
     *
     * @param args the log of a score table, whose first line says its settings; seconds of dispatch, start, next, ready;
     *     and, to hold the simulation against measured times, the cores of the machine and the number of jobs
     */
    public static void main(String[] args) throws IOException {
        double[] measured = measured(Path.of(args[0]));
        int cores = args.length > 5 ? Integer.parseInt(args[5]) : 0;
        ClusterSimulation simulation = new ClusterSimulation(
                Double.parseDouble(args[1]),
                Double.parseDouble(args[2]),
                Double.parseDouble(args[3]),
                Double.parseDouble(args[4]),
                cores);
        if (cores > 0) {
            int jobs = Integer.parseInt(args[6]);
            for (int executors : EXECUTORS.subList(0, 3)) {
                System.out.printf(
                        Locale.ROOT,
                        "simulated: %d executors, %d jobs: %.1f s%n",
                        executors,
                        jobs,
                        simulation.run(executors, jobs, measured, 1).seconds());
            }
            return;
        }
        simulation.print(measured);
    }

    private void print(double[] measured) {
        double mean = Arrays.stream(measured).average().orElseThrow();
        System.out.println("| executors | jobs of | jobs | seconds | jobs/s | share of the executors' time |");
        System.out.println("|---|---|---|---|---|---|");
        for (int executors : EXECUTORS) {
            for (double length : JOB_SECONDS) {
                int jobs = executors * JOBS_AN_EXECUTOR;
                Outcome outcome = run(executors, jobs, measured, length / mean);
                double took = outcome.seconds();
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %.1f s | %d | %.0f | %.1f | %.0f %% |%n",
                        executors,
                        length,
                        jobs,
                        took,
                        jobs / took,
                        100 * outcome.busy() / (executors * took));
            }
        }
    }
}
