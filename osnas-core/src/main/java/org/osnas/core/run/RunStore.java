package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.Exhibit;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.DataJson;

/** Everything that one run writes, in a {@link RunFolder} or in memory. Its text names it in messages. */
public interface RunStore extends Store, AutoCloseable {

    /** The exported winner. */
    String NETWORK = "network.fb";

    /** With what and where the run was made. */
    String ENVIRONMENT = "environment.json";

    /** In {@value #ENVIRONMENT}: components that did not come with OSNAS, and where they were. */
    String PLUGINS = "plugins";

    /** What there is to show of the winner on the test split. */
    String EXHIBITS = "exhibits.json";

    /** Which supernet of another run this one searches. */
    String SUPERNET = "supernet.json";

    /** The description of the data. */
    String DATA = "data.json";

    /** What was found when the data was read, of a data set that says so. */
    String DATA_SUMMARY = "data-summary.json";

    /** What the table of latency predicts of whole networks, and what these take; of a run that measured it. */
    String LATENCY_CHECK = "latency-check.json";

    /** What the exported winner needs, and where it comes from. */
    String NETWORK_INFO = "network.json";

    /** Keeps everything in memory, for as long as the object lives. */
    static RunStore inMemory() {
        return new MemoryRunStore();
    }

    /** Where it keeps what it keeps: the path of a folder, or {@code memory}. */
    String place();

    /** What the run was begun with; none if it has not begun. */
    Optional<RunDescription> description();

    /** Writes what the run starts from: environment, tables, what the data is, and the description of the run last. */
    void begin(RunDescription description, long seed, SearchSpace space, CostModel costs, DataDescription data)
            throws IOException;

    /** What the data is that the run began with; none if it has not begun, or an older version began it. */
    default Optional<DataDescription> data() throws IOException {
        return json(DATA).map(node -> DataJson.read(DATA + " of " + this, node));
    }

    /** Writes what was found when the data was read. */
    default void write(DataSummary summary) throws IOException {
        writeJson(DATA_SUMMARY, SummaryJson.write(summary));
    }

    /** What was found when the data was read; none if the data set does not say, or the run has not begun. */
    default Optional<DataSummary> summary() throws IOException {
        return json(DATA_SUMMARY).map(node -> SummaryJson.read(DATA_SUMMARY + " of " + this, node));
    }

    /**
     * The costs that the run began with: those that the description of a space gives, and tables of other metrics.
     *
     * @param needed metrics that there must be
     * @throws org.osnas.api.spi.BadInputException if a table is missing, damaged, or of another space or input
     */
    CostModel costs(SearchSpace space, Collection<String> needed);

    /**
     * Checks that a space is the one of the run.
     *
     * @throws org.osnas.api.spi.BadInputException naming both
     */
    void requireSpace(SearchSpace space) throws IOException;

    /** Names of the checkpoints there are, in their order, that begin so. */
    List<String> checkpoints(String prefix) throws IOException;

    /** Writes a file by a temporary one, for writers that need a path: the exported network, a chart. */
    void writeFile(String name, AtomicFile.Writer writer) throws IOException;

    /** The content of a file that {@link #writeFile} wrote. */
    Optional<byte[]> bytes(String name) throws IOException;

    /** A file that was attached to the description, if the store is a folder and there is one of that name. */
    default Optional<Path> attached(String name) {
        return Optional.empty();
    }

    /** Writes a JSON document. */
    void writeJson(String name, ObjectNode json) throws IOException;

    /**
     * A JSON document that was written.
     *
     * @throws org.osnas.core.file.DamagedException if it is not as it was written
     */
    Optional<JsonNode> json(String name) throws IOException;

    /** Names of the JSON documents there are, in their order, that begin so. */
    List<String> documents(String prefix) throws IOException;

    @Override
    void close() throws IOException;

    /** The log of the search. */
    default TrialLog trials() throws IOException {
        return TrialLog.open(lines("trials.jsonl", TrialLog.REMEDY));
    }

    /** State of the run's own training of an architecture from scratch. */
    default Checkpoint retraining(Architecture architecture) {
        return checkpoint(retrainingName(architecture));
    }

    /** Name of the checkpoint of {@link #retraining}. */
    static String retrainingName(Architecture architecture) {
        return "retrain-" + architecture.fileName();
    }

    /** An architecture with the weights that it has in the supernet. */
    default Checkpoint inherited(Architecture architecture) {
        return checkpoint(WeightOrigin.INHERITED.word() + "-" + architecture.fileName());
    }

    /** State of the run's own training of an architecture on from what it inherited. */
    default Checkpoint finetuning(Architecture architecture) {
        return checkpoint(finetuningName(architecture));
    }

    /** Name of the checkpoint of {@link #finetuning}. */
    static String finetuningName(Architecture architecture) {
        return "finetune-" + architecture.fileName();
    }

    /** Name of a later training: of its checkpoint and of its result. */
    static String evaluation(WeightOrigin origin, Architecture architecture, long steps) {
        return evaluations(origin, architecture) + steps;
    }

    /** Name of the result of an architecture that was evaluated as it is in the supernet. */
    static String evaluationInherited(Architecture architecture) {
        return "evaluate-inherited-" + architecture.fileName();
    }

    private static String evaluations(WeightOrigin origin, Architecture architecture) {
        return "evaluate-" + (origin == WeightOrigin.FINETUNED ? "finetuned-" : "") + architecture.fileName() + "-";
    }

    /** States of an architecture with weights of that origin, that of the run itself first. */
    default List<Checkpoint> networks(WeightOrigin origin, Architecture architecture) throws IOException {
        Checkpoint own =
                switch (origin) {
                    case RETRAINED -> retraining(architecture);
                    case INHERITED -> inherited(architecture);
                    case FINETUNED -> finetuning(architecture);
                };
        List<Checkpoint> all = new ArrayList<>();
        if (own.exists()) {
            all.add(own);
        }
        String prefix = evaluations(origin, architecture);
        checkpoints(prefix).stream()
                .filter(name -> name.substring(prefix.length()).matches("[0-9]+"))
                .map(this::checkpoint)
                .forEach(all::add);
        return all;
    }

    /** Writes the result last, so that where it is, all is. */
    default void write(RunResult result) throws IOException {
        List<Exhibit> exhibits = result.network().details().exhibits();
        Optional<DataDescription> data = data();
        if (!exhibits.isEmpty() && data.isPresent()) {
            writeJson(EXHIBITS, ExhibitJson.write(exhibits, data.get()));
        }
        writeJson("result.json", result.json());
    }

    /** The result, if the run is finished. */
    default Optional<JsonNode> result() throws IOException {
        return json("result.json");
    }
}
