package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.RunConfig;
import org.osnas.core.cost.TableFile;
import org.osnas.core.file.AtomicFile;
import org.osnas.core.file.FolderKind;
import org.osnas.core.file.FolderLock;

/**
 * The folder of one run: {@code config.yaml}, {@code environment.json}, {@code table-*.json}, {@code trials.jsonl},
 * {@code checkpoint/}, {@code result.json}, {@code report.html}, {@code log.txt}. Locked against a second process while it is open.
 */
public final class RunFolder implements AutoCloseable {

    /** Version of the folder's layout; other versions are refused. */
    public static final int FORMAT = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CONFIG = "config.yaml";
    private static final String ENVIRONMENT = "environment.json";
    private static final FolderKind KIND = new FolderKind("a run", "Run folder", CONFIG);

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
            requireFormat(path, environment(path));
        } catch (IOException e) {
            throw new BadInputException("Run folder " + path + " cannot be read: " + e, e);
        }
        return new RunFolder(path, KIND.open(path));
    }

    private static void requireFormat(Path path, JsonNode environment) {
        int format = environment.path("format").asInt(-1);
        if (format != FORMAT) {
            throw new BadInputException("Run folder %s has format %s (written by OSNAS %s), but this version (%s)"
                            .formatted(
                                    path,
                                    environment.path("format"),
                                    environment.path("osnas").asText("?"),
                                    Version.osnas())
                    + " reads format " + FORMAT + ". Use the version that wrote it, or start a new run.");
        }
    }

    private static JsonNode environment(Path path) throws IOException {
        Path file = path.resolve(ENVIRONMENT);
        if (!Files.exists(file)) {
            throw new BadInputException(path + " is not the folder of a run: it has no " + ENVIRONMENT);
        }
        return MAPPER.readTree(file.toFile());
    }

    /** Writes what the run starts from; the configuration last, as it marks the folder as a run. */
    public void begin(RunConfig config, SearchSpace space, CostModel costs) throws IOException {
        Files.createDirectories(path.resolve("checkpoint"));
        for (LookupTable table : costs.tables()) {
            TableFile.write(path.resolve(TableFile.name(table.metric())), table, space);
        }
        String environment = MAPPER.writerWithDefaultPrettyPrinter()
                .writeValueAsString(RunEnvironment.describe(space, config.seed()));
        AtomicFile.writeText(path.resolve(ENVIRONMENT), environment + "\n");
        AtomicFile.writeText(path.resolve(CONFIG), config.toYaml());
    }

    /**
     * The costs that the run began with: those that the description gives, and the folder's tables of other metrics.
     *
     * @throws BadInputException if a table is missing, damaged, or of another space or input, naming both
     */
    public CostModel costs(SearchSpace space) {
        CostModel costs = CostModel.analytic(space);
        TreeSet<String> stored = new TreeSet<>();
        config().search().budget().ranges().keySet().forEach(metric -> stored.add(TableFile.name(metric)));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, TableFile.name("*"))) {
            files.forEach(file -> stored.add(file.getFileName().toString()));
        } catch (IOException e) {
            throw new BadInputException("Run folder " + path + " cannot be read: " + e, e);
        }
        costs.metrics().forEach(metric -> stored.remove(TableFile.name(metric)));
        for (String file : stored) {
            costs = costs.with(TableFile.read(path.resolve(file), space));
        }
        return costs;
    }

    /** A line for people if the run began under circumstances in which sums are rounded otherwise than here. */
    public Optional<String> otherRounding() throws IOException {
        List<String> changes = RunEnvironment.changes(environment(path));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of("The run began elsewhere and goes on, but sums are rounded otherwise here: "
                        + String.join(", ", changes));
    }

    /**
     * Checks that a space is the one of the run.
     *
     * @throws BadInputException naming both
     */
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

    /**
     * Checks that a configuration is the one of the run.
     *
     * @throws BadInputException naming the first line that differs
     */
    public void requireConfig(RunConfig config) {
        SameConfig.require("Run folder " + path, config().toYaml(), config.toYaml());
    }

    /** The configuration as it was resolved when the run began. */
    public RunConfig config() {
        return ConfigFile.load(path.resolve(CONFIG), List.of());
    }

    public Path path() {
        return path;
    }

    public TrialLog trials() throws IOException {
        return TrialLog.open(path.resolve("trials.jsonl"));
    }

    /** A file of {@code checkpoint/}, which may not exist. */
    public Path checkpoint(String name) {
        return path.resolve("checkpoint").resolve(name + ".osnas");
    }

    /** State of the run's own training of an architecture from scratch. */
    public Path retraining(Architecture architecture) {
        return checkpoint("retrain-" + architecture.fileName());
    }

    /** Name of a later training from scratch: of its state in {@code checkpoint/} and of its result. */
    public static String evaluation(Architecture architecture, long steps) {
        return "evaluate-" + architecture.fileName() + "-" + steps;
    }

    /** States of all trainings of an architecture from scratch, the run's own first. */
    public List<Path> scratchTrainings(Architecture architecture) throws IOException {
        List<Path> evaluations = new ArrayList<>();
        String pattern = "evaluate-" + architecture.fileName() + "-[0-9]*.osnas";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path.resolve("checkpoint"), pattern)) {
            files.forEach(evaluations::add);
        }
        Stream<Path> own = Stream.of(retraining(architecture)).filter(Files::exists);
        return Stream.concat(own, evaluations.stream().sorted()).toList();
    }

    public Path log() {
        return path.resolve("log.txt");
    }

    /** The retrained winner as a SameDiff file. */
    public Path network() {
        return path.resolve("network.fb");
    }

    public void write(RunResult result) throws IOException {
        write("result.json", result.json());
    }

    /** Writes a JSON file into the folder. */
    public void write(String name, JsonNode json) throws IOException {
        AtomicFile.writeText(
                path.resolve(name), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    /** The result, if the run is finished. */
    public Optional<JsonNode> result() throws IOException {
        Path file = path.resolve("result.json");
        return Files.exists(file) ? Optional.of(MAPPER.readTree(file.toFile())) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
