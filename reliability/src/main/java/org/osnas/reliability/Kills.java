package org.osnas.reliability;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.osnas.reliability.Tally.Outcome;

/** Commands that write, killed at random moments again and again until one comes to its end. */
public final class Kills {

    /**
     * A command that writes.
     *
     * @param begin its arguments
     * @param resume its arguments to go on
     * @param result the file that must be the same in the end, but for times
     */
    public record Command(String name, List<String> begin, List<String> resume, Path folder, Path result) {}

    private final List<String> java;
    private long kills;

    public Kills() {
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
    public long kills() {
        return kills;
    }

    /** A search with a strategy. */
    public static Command search(SmallRun small, Path folder, String strategy) throws IOException {
        Path config = Files.writeString(folder.resolve(strategy + ".yaml"), small.yaml(strategy));
        Path run = folder.resolve("search-" + strategy);
        return new Command(
                "search by " + strategy,
                List.of("search", "-c", config.toString(), "-o", run.toString()),
                List.of("search", "--resume", "-o", run.toString()),
                run,
                run.resolve("result.json"));
    }

    /** A comparison on a supernet that it trains. */
    public static Command compare(SmallRun small, Path folder) throws IOException {
        Path config = Files.writeString(
                folder.resolve("compare.yaml"),
                "run: %s\nevaluations: 6\nseeds: 3\nstrategies: [local-search]\n"
                        .formatted(Files.writeString(folder.resolve("compared.yaml"), small.yaml("random"))));
        Path run = folder.resolve("compare");
        return new Command(
                "compare",
                List.of("compare", "-c", config.toString(), "-o", run.toString()),
                List.of("compare", "--resume", "-o", run.toString()),
                run,
                run.resolve("cells.jsonl"));
    }

    /** Trainings of some architectures from scratch. */
    public static Command scores(SmallRun small, Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("scores.yaml"), small.yaml("random"));
        Path file = folder.resolve("scores").resolve("scores.csv");
        Files.createDirectories(file.getParent());
        List<String> arguments = List.of(
                "table",
                "scores",
                "-c",
                config.toString(),
                "--seeds",
                "2",
                "--architectures",
                "4",
                "-o",
                file.toString());
        return new Command("table scores", arguments, arguments, file.getParent(), file);
    }

    /** Runs a command to its end, undisturbed. */
    public String undisturbed(Command command) throws IOException, InterruptedException {
        run(command, command.begin(), Long.MAX_VALUE);
        return result(command);
    }

    /**
     * Kills a command until it has come to its end in spite of it.
     *
     * @param whole what it gives undisturbed
     * @param mostMillis a process is killed at a random moment before, the next ones a little later each
     */
    public void kill(Command command, String whole, RandomGenerator random, long mostMillis, Tally tally)
            throws IOException, InterruptedException {
        List<String> arguments = command.begin();
        long most = mostMillis;
        while (!run(command, arguments, 1 + random.nextLong(most))) {
            kills++;
            most += mostMillis / 4;
            arguments = begun(command) ? command.resume() : command.begin();
        }
        tally.add(result(command).equals(whole) ? Outcome.RECOVERED : Outcome.CHANGED_SILENTLY, command.name());
    }

    private static boolean begun(Command command) {
        return command.begin().equals(command.resume())
                || Files.exists(command.folder().resolve("config.yaml"))
                || Files.exists(command.folder().resolve("compare.yaml"));
    }

    /** Whether the command came to its end before it was killed. */
    private boolean run(Command command, List<String> arguments, long killAfterMillis)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(java);
        line.addAll(arguments);
        File log = command.folder()
                .resolveSibling(command.folder().getFileName() + ".log")
                .toFile();
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log))
                .start();
        if (process.waitFor(killAfterMillis, TimeUnit.MILLISECONDS)) {
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        command.name() + " ended with " + process.exitValue() + ":\n" + Files.readString(log.toPath()));
            }
            return true;
        }
        process.destroyForcibly().waitFor();
        return false;
    }

    // Times and the checksum over them are those of the day.
    private static String result(Command command) throws IOException {
        return Files.readString(command.result())
                .replaceAll("(?s)\"seconds\" : \\{.*?\\}", "")
                .replaceAll("\"seconds\":[0-9.E-]+", "")
                .replaceAll("\"crc\"\\s*:\\s*\"[0-9a-f]+\"", "");
    }
}
