package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.CheckedText;
import org.osnas.core.internal.file.DataJson;
import org.osnas.core.internal.file.FolderKind;
import org.osnas.core.internal.file.FolderLock;
import org.osnas.core.internal.file.JsonLines;

/**
 * The folder of one run: {@code config.yaml} (or {@code run.txt}, if a program assembled the run), {@code environment.json}, {@code table-*.json}, {@code trials.jsonl},
 * {@code checkpoint/}, {@code result.json}, {@code report.html}, {@code log.txt}. Locked against a second process while it is open.
 */
public final class RunFolder implements RunStore {

    private static final String CHECKPOINT = ".osnas";
    private static final FolderKind KIND =
            new FolderKind("a run", "Run folder", List.of(RunDescription.CONFIG, RunDescription.PROGRAM));

    static final String RESTORE = "Put back what was there, or start a new run.";

    private final Path path;
    private final FolderLock lock;
    private final FolderEnvironment environment;
    private final boolean reading;

    private RunFolder(Path path, FolderLock lock, boolean reading) {
        this.path = path;
        this.lock = lock;
        this.environment = new FolderEnvironment(path);
        this.reading = reading;
    }

    /** Whether a folder holds a run. */
    public static boolean holdsRun(Path path) {
        return KIND.holds(path);
    }

    /**
     * Makes the folder of a new run.
     *
     * @throws BadInputException if it holds a run already, or cannot be written
     */
    public static RunFolder create(Path path) {
        return new RunFolder(path, KIND.create(path), false);
    }

    /** Refuses a folder that holds a run, or a path that is no folder. */
    public static void requireFree(Path path) {
        KIND.requireFree(path);
    }

    /**
     * Opens the folder of an earlier run.
     *
     * @throws BadInputException if it is none, is in use, or was written by an incompatible version
     */
    public static RunFolder open(Path path) {
        KIND.requireHeld(path);
        requireEnvironment(path);
        return new RunFolder(path, KIND.open(path), false);
    }

    /**
     * Opens the folder of an earlier run to read it only, also while another command writes into it.
     *
     * @throws BadInputException if it is none, or was written by an incompatible version
     */
    public static RunFolder read(Path path) {
        KIND.requireHeld(path);
        requireEnvironment(path);
        return new RunFolder(path, FolderLock.none(), true);
    }

    private static void requireEnvironment(Path path) {
        try {
            new FolderEnvironment(path).require();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public void begin(RunDescription description, long seed, SearchSpace space, CostModel costs, DataDescription data)
            throws IOException {
        new FolderTables(path).write(costs, space);
        writeJson(ENVIRONMENT, RunEnvironment.describe(space, seed, description.plugins()));
        writeJson(DATA, DataJson.write(data));
        for (Map.Entry<String, String> file : description.attached().entrySet()) {
            Path attached = path.resolve(RunDescription.ATTACHED).resolve(file.getKey());
            Files.createDirectories(attached.getParent());
            AtomicFile.writeText(attached, CheckedText.lines(file.getValue()));
        }
        AtomicFile.writeText(path.resolve(description.file()), CheckedText.lines(description.text()));
    }

    @Override
    public Optional<RunDescription> description() {
        for (String file : KIND.markers()) {
            if (Files.exists(path.resolve(file))) {
                try {
                    return Optional.of(new RunDescription(file, CheckedText.lines(path.resolve(file), RESTORE)));
                } catch (IOException e) {
                    throw unreadable(path, e);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Path> attached(String name) {
        Path file = path.resolve(RunDescription.ATTACHED).resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            CheckedText.lines(file, RESTORE);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return Optional.of(file);
    }

    @Override
    public CostModel costs(SearchSpace space, Collection<String> needed) {
        try {
            return new FolderTables(path).read(space, needed);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static BadInputException unreadable(Path path, IOException e) {
        return KIND.unreadable(path, e);
    }

    /** A line for people if the run began under circumstances in which sums are rounded otherwise than here. */
    public Optional<String> otherRounding() throws IOException {
        List<String> changes = RunEnvironment.changes(environment.read());
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of("The run began elsewhere and goes on, but sums are rounded otherwise here: "
                        + String.join(", ", changes));
    }

    @Override
    public void requireSpace(SearchSpace space) throws IOException {
        environment.requireSpace(space);
    }

    public Path path() {
        return path;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(path);
    }

    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public Checkpoint checkpoint(String name) {
        return new FileCheckpoint(path.resolve("checkpoint").resolve(name + CHECKPOINT));
    }

    @Override
    public List<String> checkpoints(String prefix) throws IOException {
        return names(path.resolve("checkpoint"), prefix, CHECKPOINT).stream()
                .map(name -> name.substring(0, name.length() - CHECKPOINT.length()))
                .toList();
    }

    @Override
    public List<String> documents(String prefix) throws IOException {
        int folder = prefix.lastIndexOf('/') + 1;
        return names(path.resolve(prefix.substring(0, folder)), prefix.substring(folder), ".json").stream()
                .map(name -> prefix.substring(0, folder) + name)
                .toList();
    }

    private static List<String> names(Path folder, String prefix, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.endsWith(FileCheckpoint.BEFORE)
                            ? name.substring(0, name.length() - FileCheckpoint.BEFORE.length())
                            : name)
                    .filter(name -> name.startsWith(prefix) && name.endsWith(ending))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @Override
    public JsonLines lines(String name, String remedy) throws IOException {
        Path file = path.resolve(name);
        return reading ? JsonLines.look(file, remedy) : JsonLines.open(file, remedy);
    }

    @Override
    public void writeFile(String name, AtomicFile.Writer writer) throws IOException {
        AtomicFile.replace(path.resolve(name), writer);
    }

    @Override
    public Optional<byte[]> bytes(String name) throws IOException {
        Path file = path.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Override
    public void writeJson(String name, ObjectNode json) throws IOException {
        AtomicFile.writeText(path.resolve(name), CheckedText.document(json));
    }

    @Override
    public Optional<JsonNode> json(String name) throws IOException {
        Path file = path.resolve(name);
        return Files.exists(file)
                ? Optional.of(CheckedText.json(file, "Delete it: the command that wrote it writes it again."))
                : Optional.empty();
    }

    public Path log() {
        return path.resolve("log.txt");
    }

    /** The retrained winner as a SameDiff file. */
    public Path network() {
        return path.resolve(RunStore.NETWORK);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return "Run folder " + path;
    }
}
