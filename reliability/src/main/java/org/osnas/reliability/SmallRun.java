package org.osnas.reliability;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunListener;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunResult;

/** A whole search that takes a second: 200 images of 12x12 pixels, ten classes, checkpoints every few steps. */
public final class SmallRun {

    private static final int SIDE = 12;
    private static final int CLASSES = 10;

    private final Path data;

    private SmallRun(Path data) {
        this.data = data;
    }

    /** With its data in a folder, which is made. */
    public static SmallRun in(Path folder) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        images(data.resolve("train-images-idx3-ubyte.gz"), 200);
        labels(data.resolve("train-labels-idx1-ubyte.gz"), 200);
        images(data.resolve("t10k-images-idx3-ubyte.gz"), 50);
        labels(data.resolve("t10k-labels-idx1-ubyte.gz"), 50);
        return new SmallRun(data);
    }

    /** Folder of its idx files. */
    public Path data() {
        return data;
    }

    /** Its configuration. */
    public String yaml(String strategy) {
        return """
                seed: 3
                data: {name: idx, batch: 20, settings: {directory: '%s', validation: 40}}
                supernet: {steps: 6, held-out: 0.25, recalibration-batches: 1}
                search: {strategy: %s, trials: 4, batch: 2, budget: {macs: 2.5e+5}}
                retrain: {steps: 6}
                checkpoint: {every-steps: 2}
                """
                .formatted(data, strategy);
    }

    /**
     * Begins the run in a folder, or goes on with it.
     *
     * @return the result without times, as text
     */
    public String run(Path folder, String strategy) throws IOException {
        return runOf(folder, yaml(strategy));
    }

    /** {@link #run} of a configuration. */
    public String runOf(Path folder, String yaml) throws IOException {
        RunConfig config = RunConfig.parse("small.yaml", yaml, List.of());
        try (Run run = config.resolve(Registry.standard());
                RunFolder store = RunFolder.holdsRun(folder) ? RunFolder.open(folder) : RunFolder.create(folder)) {
            return bits(run.in(store).run(RunListener.NONE));
        }
    }

    private static String bits(RunResult result) {
        return result.json().without("seconds").toString();
    }

    private static void images(Path file, int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int number : new int[] {0x803, count, SIDE, SIDE}) {
            out.writeInt(number);
        }
        for (int i = 0; i < count * SIDE * SIDE; i++) {
            out.writeByte(i / (SIDE * SIDE) % CLASSES * 20 + i % 7);
        }
        write(file, bytes);
    }

    private static void labels(Path file, int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x801);
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeByte(i % CLASSES);
        }
        write(file, bytes);
    }

    private static void write(Path file, ByteArrayOutputStream bytes) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            bytes.writeTo(out);
        }
    }
}
