package org.osnas.reliability;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.osnas.reliability.Tally.Outcome;

/** Commands that write, killed at random moments again and again until one comes to its end. */
final class Kills {

    /** A command that came to no good end. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    private static final long HANG_MINUTES = 10;

    private final List<String> java;
    private final Map<String, Long> usualMillis = new HashMap<>();
    private long kills;

    Kills() {
        java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                "org.osnas.cli.Main");
    }

    /** Processes killed so far. */
    long kills() {
        return kills;
    }

    /** Runs a command to its end, undisturbed, and gives its outcome. */
    String undisturbed(Command command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        if (!run(command, command.begin(), TimeUnit.MINUTES.toMillis(HANG_MINUTES))) {
            throw new Failed(command.name() + " does not end");
        }
        usualMillis.put(command.name(), millisSince(start));
        return command.outcome();
    }

    /**
     * Kills a command until it has come to its end in spite of it: at a random moment of the time that it takes
     * undisturbed, the next ones a little later each.
     *
     * @param whole its outcome undisturbed
     */
    void kill(Command command, String whole, RandomGenerator random, Tally tally)
            throws IOException, InterruptedException {
        try {
            boolean ended = killed(command, random);
            Outcome outcome = command.outcome().equals(whole) ? Outcome.RECOVERED : Outcome.CHANGED_SILENTLY;
            tally.add(ended ? outcome : Outcome.HANG, command.result().toString());
        } catch (Failed e) {
            tally.add(Outcome.DEFECT, e.getMessage());
        }
    }

    private boolean killed(Command command, RandomGenerator random) throws IOException, InterruptedException {
        List<String> arguments = command.begin();
        long usual = usualMillis.get(command.name());
        long most = usual;
        long start = System.nanoTime();
        while (!run(command, arguments, 1 + random.nextLong(most))) {
            kills++;
            most += usual / 8;
            if (most > TimeUnit.MINUTES.toMillis(HANG_MINUTES)) {
                return false;
            }
            arguments = command.afterAKill();
            start = System.nanoTime();
        }
        // The machine may have become busier, or less so.
        usualMillis.put(command.name(), (usual + millisSince(start)) / 2);
        return true;
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    /**
     * Whether the command came to its end before it was killed.
     *
     * @throws Failed if it ended in another way
     */
    private boolean run(Command command, List<String> arguments, long killAfterMillis)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(java);
        line.addAll(arguments);
        File log = command.folder()
                .resolveSibling(command.folder().getFileName() + ".log")
                .toFile();
        Process process = new ProcessBuilder(line)
                .directory(log.getParentFile())
                .redirectError(log)
                .redirectOutput(Command.printed(command.folder()).toFile())
                .start();
        if (process.waitFor(killAfterMillis, TimeUnit.MILLISECONDS)) {
            if (process.exitValue() != 0) {
                throw new Failed(process.exitValue() + " from " + line.subList(java.size(), line.size()) + ":\n"
                        + Files.readString(log.toPath()));
            }
            return true;
        }
        process.destroyForcibly().waitFor();
        return false;
    }
}
