package org.osnas.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;
import org.osnas.core.cost.TableFile;
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

    /** Version of the folder's layout; other versions are refused. */
    public static final int FORMAT = 2;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CHECKPOINT = ".osnas";
    private static final FolderKind KIND =
            new FolderKind("a run", "Run folder", List.of(RunDescription.CONFIG, RunDescription.PROGRAM));

    private static final String RESTORE = "Put back what was there, or start a new run.";

    private final Path path;
    private final FolderLock lock;

    private RunFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
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
        return new RunFolder(path, KIND.create(path));
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
        try {
            requireFormat(path);
            environment(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return new RunFolder(path, KIND.open(path));
    }

    /**
     * Opens the folder of an earlier run to read it only, also while another command writes into it.
     *
     * @throws BadInputException if it is none, or was written by an incompatible version
     */
    public static RunFolder read(Path path) {
        KIND.requireHeld(path);
        try {
            requireFormat(path);
            environment(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return new RunFolder(path, FolderLock.none());
    }

    // Before checksums are looked at, since older formats have none.
    private static void requireFormat(Path path) throws IOException {
        JsonNode environment;
        try {
            environment = MAPPER.readTree(Files.readAllBytes(path.resolve(ENVIRONMENT)));
        } catch (JsonProcessingException | NoSuchFileException e) {
            return;
        }
        if (environment.path("format").isInt() && environment.get("format").intValue() != FORMAT) {
            throw new BadInputException("Run folder %s has format %s (written by OSNAS %s), but this version (%s)"
                            .formatted(
                                    path,
                                    environment.path("format"),
                                    environment.path("osnas").asText("?"),
                                    Version.osnas())
                    + " reads format " + FORMAT
                    + ", whose files have checksums and say which run they belong to. Use the version that wrote it, or"
                    + " start a new run.");
        }
    }

    private static JsonNode environment(Path path) throws IOException {
        Path file = path.resolve(ENVIRONMENT);
        if (!Files.exists(file)) {
            throw new BadInputException(path + " is not the folder of a run: it has no " + ENVIRONMENT);
        }
        return CheckedText.json(file, RESTORE);
    }

    @Override
    public void begin(RunDescription description, long seed, SearchSpace space, CostModel costs, DataDescription data)
            throws IOException {
        for (LookupTable table : costs.tables()) {
            writeJson(TableFile.name(table.metric()), TableFile.json(table, space));
        }
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
        CostModel costs = CostModel.analytic(space);
        TreeSet<String> stored = new TreeSet<>();
        needed.forEach(metric -> stored.add(TableFile.name(metric)));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, TableFile.name("*"))) {
            files.forEach(file -> stored.add(file.getFileName().toString()));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        costs.metrics().forEach(metric -> stored.remove(TableFile.name(metric)));
        for (String file : stored) {
            costs = costs.with(table(file, space));
        }
        return costs;
    }

    private LookupTable table(String name, SearchSpace space) {
        Path file = path.resolve(name);
        try {
            JsonNode json = document(name, RESTORE)
                    .orElseThrow(() -> new BadInputException("There is no table " + file + ". " + RESTORE));
            return TableFile.read(file, json, space);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static BadInputException unreadable(Path path, IOException e) {
        return KIND.unreadable(path, e);
    }

    /** A line for people if the run began under circumstances in which sums are rounded otherwise than here. */
    public Optional<String> otherRounding() throws IOException {
        List<String> changes = RunEnvironment.changes(environment(path));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of("The run began elsewhere and goes on, but sums are rounded otherwise here: "
                        + String.join(", ", changes));
    }

    @Override
    public void requireSpace(SearchSpace space) throws IOException {
        JsonNode of = environment(path).path("space");
        if (!of.path("fingerprint").asText().equals(space.fingerprint())) {
            throw new BadInputException(
                    "Run folder %s belongs to space %s at %s (fingerprint %s), but the configuration gives %s at %s (%s)"
                            .formatted(
                                    path,
                                    of.path("name").asText(),
                                    of.path("input").asText(),
                                    of.path("fingerprint").asText(),
                                    space.name(),
                                    space.input(),
                                    space.fingerprint()));
        }
    }

    public Path path() {
        return path;
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
        return names(path, prefix, ".json");
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
        return JsonLines.open(path.resolve(name), remedy);
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
        return document(name, "Delete it: the command that wrote it writes it again.");
    }

    private Optional<JsonNode> document(String name, String remedy) throws IOException {
        Path file = path.resolve(name);
        return Files.exists(file) ? Optional.of(CheckedText.json(file, remedy)) : Optional.empty();
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
