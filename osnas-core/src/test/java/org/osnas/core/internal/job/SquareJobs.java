package org.osnas.core.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.job.JobBatch;
import org.osnas.core.stop.StopSignal;

/** Squares numbers, and meets with what jobs may meet with. */
public final class SquareJobs implements JobKind {

    /** What happens to a job before it has its result. */
    enum Fate {
        NONE,
        /** Its process is killed the first two times. */
        KILLED_TWICE,
        ALWAYS_KILLED,
        FAILS,
        /** It goes on until it is asked to stop. */
        ENDLESS
    }

    @Override
    public String name() {
        return "square";
    }

    static JobBatch.Job of(int value, Fate fate) {
        ObjectNode what = JsonNodeFactory.instance.objectNode();
        what.put("value", value);
        what.put("fate", fate.name());
        return new JobBatch.Job("square of " + value, what);
    }

    /**
     * @param folder for marks of what has happened
     */
    static ObjectNode common(Path folder) {
        return JsonNodeFactory.instance.objectNode().put("folder", folder.toString());
    }

    @Override
    public Work open(JsonNode common) {
        Path folder = Path.of(common.path("folder").asText());
        return new Work() {
            @Override
            public ObjectNode run(JsonNode what, StopSignal stop) throws IOException {
                int value = what.path("value").asInt();
                meet(Fate.valueOf(what.path("fate").asText()), folder.resolve("kills-of-" + value), stop);
                return JsonNodeFactory.instance.objectNode().put("square", value * value);
            }

            @Override
            public void close() {}
        };
    }

    private static void meet(Fate fate, Path kills, StopSignal stop) throws IOException {
        switch (fate) {
            case NONE -> {}
            case KILLED_TWICE -> {
                int before = Files.exists(kills) ? Integer.parseInt(Files.readString(kills)) : 0;
                if (before < 2) {
                    Files.writeString(kills, String.valueOf(before + 1));
                    killThisProcess();
                }
            }
            case ALWAYS_KILLED -> killThisProcess();
            case FAILS -> throw new BadInputException("there is no such square");
            case ENDLESS -> {
                while (true) {
                    stop.check();
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** As {@code kill -9} does. */
    private static void killThisProcess() throws IOException {
        new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start();
        while (true) {
            Thread.onSpinWait();
        }
    }
}
