package org.osnas.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osnas.core.internal.job.JobKind;
import org.osnas.core.internal.work.ScratchJobs;
import org.osnas.core.stop.StopSignal;

/**
 * Trainings from scratch, in place of those of OSNAS, whose executors are killed: for the seeds that a folder has files
 * for, as often as these say.
 */
public final class KilledScratchJobs implements JobKind {

    /** System property: the folder. */
    static final String FOLDER = "osnas.test.kills";

    private final ScratchJobs trainings = new ScratchJobs();

    @Override
    public String name() {
        return trainings.name();
    }

    @Override
    public Work open(JsonNode common) {
        Work work = trainings.open(common);
        return new Work() {
            @Override
            public ObjectNode run(JsonNode what, StopSignal stop) throws IOException {
                Path kills =
                        Path.of(System.getProperty(FOLDER), what.path("seed").asText());
                int left = Files.exists(kills) ? Integer.parseInt(Files.readString(kills)) : 0;
                if (left > 0) {
                    Files.writeString(kills, String.valueOf(left - 1));
                }
                if (left % 2 == 1) {
                    killAtCheckpoint(
                            Path.of(common.path("folder").asText()),
                            "-" + what.path("seed").asText());
                }
                ObjectNode result = work.run(what, stop);
                if (left > 0) {
                    kill();
                }
                return result;
            }

            @Override
            public void close() throws IOException {
                work.close();
            }
        };
    }

    /** In the middle of the training. */
    private static void killAtCheckpoint(Path folder, String ending) {
        Thread killer = new Thread(() -> {
            while (!hasFile(folder, ending)) {
                Thread.onSpinWait();
            }
            kill();
        });
        killer.setDaemon(true);
        killer.start();
    }

    private static boolean hasFile(Path folder, String ending) {
        String[] names = folder.toFile().list((directory, name) -> name.endsWith(ending) && !name.startsWith("."));
        return names != null && names.length > 0;
    }

    /** This very process, as {@code kill -9} does. */
    private static void kill() {
        try {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        while (true) {
            Thread.onSpinWait();
        }
    }
}
