package org.osnas.benchmarks.streaming;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osnas.benchmarks.report.RatioLine;
import org.osnas.benchmarks.report.SuiteResult;
import org.osnas.benchmarks.suite.SuiteOptions;
import org.osnas.report.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Training on a folder of images that decoded are four times the Java heap, from a cache, against the same images in
 * memory. Both are processes of their own, which take turns: speed by the median step of all turns. The first turn makes
 * the cache; the others find it.
 */
@Command(
        name = "streaming",
        mixinStandardHelpOptions = true,
        description = "Training on more images than memory holds.")
public final class StreamingSuite implements Callable<Integer> {

    private static final double TARGET = 0.95;
    private static final int TIMES = 4;
    private static final int CHANNELS = 3;

    @Option(names = "--heap", defaultValue = "256", description = "Megabytes of the heap (default: ${DEFAULT-VALUE}).")
    private int heap;

    @Option(names = "--side", defaultValue = "64", description = "Of the images (default: ${DEFAULT-VALUE}).")
    private int side;

    @Option(names = "--steps", defaultValue = "300", description = "Steps of a turn (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--turns", defaultValue = "3", description = "Of each (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(names = "--batch", defaultValue = "64", description = "Images of a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Mixin
    private SuiteOptions options;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StreamingSuite()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (options.quick()) {
            heap = Math.min(heap, 64);
            steps = Math.min(steps, 60);
            turns = Math.min(turns, 2);
        }
        long bytes = (long) TIMES * heap << 20;
        int images = (int) (bytes / ((long) side * side * CHANNELS)) + 1;
        Path work = Path.of("target", "streaming");
        Path folder = work.resolve("images-%d-%d".formatted(images, side));
        System.err.printf("streaming: writing %d images …%n", images);
        NoisyImages.write(folder, images, side);
        Path cache = work.resolve("cache-%d-%d".formatted(images, side));
        StreamingWorker.Result cold = run(folder, cache.toString(), heap);
        List<StreamingWorker.Result> streamed = new ArrayList<>();
        List<StreamingWorker.Result> held = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            streamed.add(run(folder, cache.toString(), heap));
            held.add(run(folder, "", heap + (int) (1.5 * (bytes >> 20))));
        }
        report(images, cold, streamed, held);
        return 0;
    }

    private StreamingWorker.Result run(Path folder, String cache, int megabytes) throws IOException {
        System.err.printf("streaming: %d MB of heap%s …%n", megabytes, cache.isEmpty() ? "" : " and a cache");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "-Xmx" + megabytes + "m",
                        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                        "-Dorg.bytedeco.javacpp.maxbytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamingWorker.class.getName(),
                        folder.toString(),
                        Integer.toString(side),
                        cache,
                        Integer.toString(steps),
                        Integer.toString(batch))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(StreamingWorker.MARK)) {
                    return new ObjectMapper()
                            .readValue(line.substring(StreamingWorker.MARK.length()), StreamingWorker.Result.class);
                }
            }
        }
        throw new IOException("A process ended before it answered");
    }

    private void report(
            int images,
            StreamingWorker.Result cold,
            List<StreamingWorker.Result> streamed,
            List<StreamingWorker.Result> held)
            throws IOException {
        double ours =
                median(streamed.stream().flatMap(r -> r.seconds().stream()).toList());
        double theirs = median(held.stream().flatMap(r -> r.seconds().stream()).toList());
        StreamingWorker.Result last = streamed.get(streamed.size() - 1);
        String table = Table.of("%d images of %dx%d, batch %d".formatted(images, side, side, batch), "", "aim")
                .row("images, MB", number(images * (double) side * side * CHANNELS / 1048576), "")
                .row("Java heap, MB", String.valueOf(heap), "")
                .row("step from the cache, ms", number(1000 * ours), "")
                .row("step in memory, ms", number(1000 * theirs), "")
                .row("speed from the cache to that in memory", number(theirs / ours), number(TARGET))
                .row("step while the cache is new, ms", number(1000 * median(cold.seconds())), "")
                .row("to the first batch: making the cache, s", number(cold.opening()), "")
                .row("to the first batch: finding the cache, s", number(last.opening()), "")
                .row("memory of the process, first quarter, MB", number(peak(last, 0, 0.25)), "")
                .row("memory of the process, last quarter, MB", number(peak(last, 0.75, 1)), "flat")
                .row("memory of the process with all in memory, MB", number(peak(held.get(0), 0, 1)), "")
                .markdown();
        System.out.print(table);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("images", images);
        details.put("heapMegabytes", heap);
        details.put("ratio", theirs / ours);
        details.put("cold", cold);
        details.put("streamed", streamed);
        details.put("held", held);
        List<RatioLine> ratios = List.of(
                new RatioLine(
                        "step in memory to step from the cache",
                        1000 * theirs,
                        1000 * ours,
                        "ms",
                        "≥ " + number(TARGET)),
                new RatioLine(
                        "memory of the process, last quarter to first",
                        peak(last, 0.75, 1),
                        peak(last, 0, 0.25),
                        "MB",
                        "flat"));
        new SuiteResult("streaming", table, ratios, details).write(options.output("streaming"));
    }

    private static double peak(StreamingWorker.Result result, double from, double to) {
        List<Double> all = result.megabytes();
        return all.subList((int) (from * all.size()), (int) Math.ceil(to * all.size())).stream()
                .mapToDouble(m -> m)
                .max()
                .orElse(Double.NaN);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
