package org.osnas.benchmarks.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.osnas.benchmarks.report.RatioLine;
import org.osnas.benchmarks.report.SuiteResult;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.setup.ProcessSetup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Says where the time of training steps goes: operation by operation from the plan's flight recorder events, and what is
 * left outside of them.
 */
@Command(name = "profile", mixinStandardHelpOptions = true, description = "Profile training steps of a supernet.")
public final class StepProfile implements Callable<Integer> {

    private static final String EVENT = "org.osnas.Instruction";

    @Option(names = "--space", defaultValue = "fbnet-s", description = "search space (default: ${DEFAULT-VALUE})")
    private String space;

    @Option(names = "--path", defaultValue = "SINGLE", description = "${COMPLETION-CANDIDATES} (default: SINGLE)")
    private StepRunner.Path path;

    @Option(names = "--batch", defaultValue = "64", description = "images a step (default: 64)")
    private int batch;

    @Option(names = "--steps", defaultValue = "60", description = "measured steps (default: 60)")
    private int steps;

    @Option(names = "--warm-up", defaultValue = "60", description = "steps before (default: 60)")
    private int warmUp;

    @Option(names = "--threads", description = "kernel threads (default: processors)")
    private Integer threads;

    @Option(names = "--by-shape", description = "tell apart operations on outputs of different shapes")
    private boolean byShape;

    @Option(names = "--native-threads", description = "leave threads and allocator as the environment sets them")
    private boolean nativeThreads;

    private static final class Sum {
        private long count;
        private long nanos;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new StepProfile())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        if (threads != null) {
            KernelThreads.set(threads);
        }
        if (!nativeThreads) {
            System.out.println(ProcessSetup.apply());
        }
        try (StepRunner runner = new StepRunner(space, path, batch)) {
            for (int i = 0; i < warmUp; i++) {
                runner.step();
            }
            double[] millis = new double[steps];
            ProcessTimes before = ProcessTimes.now();
            for (int i = 0; i < steps; i++) {
                long start = System.nanoTime();
                runner.step();
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            ProcessTimes used = ProcessTimes.now().minus(before);
            Arrays.sort(millis);
            System.out.printf(
                    "%s %s batch %d, %d kernel threads: step %.1f ms median, %.1f fastest; CPU %.1f user, %.1f system a step; activations %.1f MB%n",
                    space,
                    path,
                    batch,
                    KernelThreads.threads(),
                    millis[steps / 2],
                    millis[0],
                    used.userMillis() / steps,
                    used.systemMillis() / steps,
                    runner.activationBytes() / 1e6);
            profile(runner, Arrays.stream(millis).average().orElseThrow());
        }
        return 0;
    }

    /**
     * @param unrecorded milliseconds of a step while nothing is recorded
     */
    private void profile(StepRunner runner, double unrecorded) throws IOException {
        Path file = Files.createTempFile("osnas-profile", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EVENT).withThreshold(Duration.ZERO);
            recording.start();
            long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                runner.step();
            }
            long total = System.nanoTime() - start;
            recording.stop();
            recording.dump(file);
            Map<String, Sum> sums = new TreeMap<>();
            long inside = 0;
            long backward = 0;
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                Sum sum = sums.computeIfAbsent(key(event), k -> new Sum());
                sum.count++;
                sum.nanos += event.getDuration().toNanos();
                inside += event.getDuration().toNanos();
                backward += event.getBoolean("backward") ? event.getDuration().toNanos() : 0;
            }
            print(sums, inside, total);
            ratios(perStep(inside), perStep(backward), perStep(total), unrecorded);
        } finally {
            Files.delete(file);
        }
    }

    private double perStep(long nanos) {
        return nanos / 1e6 / steps;
    }

    private void ratios(double inside, double backward, double total, double unrecorded) throws IOException {
        SuiteResult.writeRatios(
                "profile",
                List.of(
                        new RatioLine("operations to whole step", inside, total, "ms", ""),
                        new RatioLine("backward to forward operations", backward, inside - backward, "ms", ""),
                        new RatioLine("recorded step to unrecorded", total, unrecorded, "ms", "")),
                Map.of("space", space, "path", path, "batch", batch, "steps", steps));
    }

    private String key(RecordedEvent event) {
        String direction = event.getBoolean("backward") ? " backward" : " forward";
        return event.getString("operation") + direction + (byShape ? " " + event.getString("output") : "");
    }

    private void print(Map<String, Sum> sums, long inside, long total) {
        System.out.printf("%-60s %10s %10s %7s%n", "operation", "calls/step", "ms/step", "share");
        sums.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Sum> e) -> -e.getValue().nanos))
                .forEach(e -> line(e.getKey(), e.getValue().count, e.getValue().nanos, total));
        line("outside of instructions", steps, total - inside, total);
    }

    private void line(String name, long count, long nanos, long total) {
        System.out.printf(
                "%-60s %10.1f %10.2f %6.1f%%%n",
                name, (double) count / steps, nanos / 1e6 / steps, 100.0 * nanos / total);
    }
}
