package org.osnas.benchmarks.streaming;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetOptimizer;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.images.ImageFolderProvider;
import org.osnas.spaces.MbconvMicro;
import org.osnas.tasks.classification.ImageClassification;

/** A process that trains on a folder of images and says how fast, and how much memory it had in use. */
final class StreamingWorker {

    /** What begins the line with the result. */
    static final String MARK = "result: ";

    private static final int WARMUP = 30;

    private StreamingWorker() {}

    /**
     * What a process found.
     *
     * @param seconds of a training step, by step
     * @param megabytes in use by it, again and again, mapped files not counted
     * @param opening seconds until the first batch
     */
    record Result(List<Double> seconds, List<Double> megabytes, double opening) {}

    /** Arguments: folder, side of its images, cache or an empty text, steps, images of a batch. */
    public static void main(String[] arguments) throws IOException {
        ProcessSetup.apply();
        Map<String, Object> settings = new HashMap<>();
        settings.put("directory", arguments[0]);
        settings.put("size", Integer.parseInt(arguments[1]));
        settings.put("mean", List.of(0.5));
        settings.put("std", List.of(0.25));
        if (!arguments[2].isEmpty()) {
            settings.put("cache", arguments[2]);
        }
        int steps = Integer.parseInt(arguments[3]);
        long start = System.nanoTime();
        try (Dataflow data = new ImageFolderProvider()
                .create(Settings.of("data.settings", settings), Integer.parseInt(arguments[4]), 1)) {
            Result result = train(data, steps, start);
            System.out.println(MARK + new ObjectMapper().writeValueAsString(result));
        }
        System.out.flush();
        System.exit(0);
    }

    private static Result train(Dataflow data, int steps, long start) {
        SearchSpace space = new MbconvMicro().create(data.input()).classifier(NoisyImages.CLASSES);
        Architecture only = Architecture.of(new int[space.depth()]);
        List<Double> seconds = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        double opening = 0;
        try (Supernet network = Supernet.create(space, 1);
                BatchStream batches = data.training(0)) {
            SupernetOptimizer optimizer = new SupernetOptimizer(
                    network, new ImageClassification().agent(new CriterionPlans()), new OptimizerConfig(0.9, 4e-5, 5));
            for (int step = 0; step < WARMUP + steps; step++) {
                long before = System.nanoTime();
                try (Batch batch = batches.next()) {
                    if (step == 0) {
                        opening = (System.nanoTime() - start) / 1e9;
                    }
                    optimizer.step(TrainingStep.of(PathChoice.of(only)), batch, 0.01);
                }
                if (step >= WARMUP) {
                    seconds.add((System.nanoTime() - before) / 1e9);
                    if (step % 10 == 0) {
                        megabytes.add(megabytes());
                    }
                }
            }
        }
        return new Result(seconds, megabytes, opening);
    }

    /** Memory of the process that is no file's; of the heap alone where the system does not say. */
    private static double megabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("RssAnon:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
                }
            }
        } catch (IOException e) {
            // Not Linux.
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
    }
}
