package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Dataflow;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.job.JobBatch;
import org.osnas.core.run.RunDescription;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.Store;
import org.osnas.core.stop.StopSignal;
import org.osnas.yaml.Yaml;

/** Trainings from scratch as jobs: what their description says, and what it means in the process that does them. */
final class ScratchJob {

    private static final String NOTE = "note";

    /** Sections of a run that its trainings from scratch follow from. */
    private static final List<String> SECTIONS = List.of("seed", "space", "task", "data", "checkpoint");

    private ScratchJob() {}

    /**
     * @param settings text with the section {@code retrain}
     * @throws BadInputException if other processes cannot make the run, or not find its files
     */
    static JobBatch batch(Run run, String settings, Store store, String name, List<JobBatch.Job> jobs) {
        RunDescription description = run.description();
        Check.that(
                description.file().equals(RunDescription.CONFIG),
                "A run that a program assembled cannot be made in other processes. Run its jobs here, or describe it by a configuration");
        Path folder = store.folder()
                .orElseThrow(() -> new BadInputException("Jobs in other processes keep their state in a folder"))
                .toAbsolutePath();
        Map<String, Object> given = Yaml.readMap("the configuration", description.text());
        Map<String, Object> config = new LinkedHashMap<>();
        SECTIONS.forEach(section -> config.put(section, Objects.requireNonNull(given.get(section), section)));
        config.put(
                "retrain",
                Objects.requireNonNull(Yaml.readMap("the settings", settings).get("retrain")));
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        common.put("config", Yaml.write(config));
        common.put("fingerprint", run.space().fingerprint());
        common.put("folder", folder.toString());
        common.put("run", store instanceof RunStore);
        common.put("name", name);
        return new JobBatch(ScratchTraining.JOBS, common, jobs);
    }

    static JobBatch.Job of(Architecture architecture, long seed) {
        ObjectNode what = JsonNodeFactory.instance.objectNode();
        what.set("architecture", ValueJson.choices(architecture));
        what.put("seed", seed);
        return new JobBatch.Job("training of %s with seed %d".formatted(architecture, seed), what);
    }

    static ObjectNode run(
            Run run, RetrainSettings retrain, JsonNode common, JsonNode what, Dataflow data, StopSignal stop)
            throws IOException {
        Check.that(
                run.space().fingerprint().equals(common.path("fingerprint").asText()),
                "The space %s here is not the one that the job is about: its file was changed",
                run.space().name());
        Architecture architecture = Architecture.parse(what.path("architecture").toString());
        long seed = what.path("seed").asLong();
        Path folder = Path.of(common.path("folder").asText());
        String state = ScratchTraining.state(common.path("name").asText(), architecture, seed);
        try (JobState mine = JobState.take(folder, state, common.path("run").asBoolean())) {
            ScratchTraining.Trained trained =
                    ScratchTraining.Trained.of(run, retrain, architecture, seed, data, mine.checkpoint(), stop);
            mine.checkpoint().delete();
            ObjectNode result = trained.entry().json();
            trained.note().ifPresent(note -> result.put(NOTE, note));
            return result;
        }
    }

    /** What a result has to say beside its numbers. */
    static Optional<String> note(JsonNode result) {
        return Optional.ofNullable(result.get(NOTE)).map(JsonNode::asText);
    }
}
