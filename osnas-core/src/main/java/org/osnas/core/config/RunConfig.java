package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.yaml.Yaml;

/**
 * Everything that determines a run. Read strictly: unknown keys and wrong types are errors that name the path and what
 * is allowed. Every key has a default. Immutable.
 *
 * @param seed root seed of all draws
 * @param checkpointEverySteps training steps between two checkpoints
 */
public record RunConfig(
        long seed,
        SpaceSection space,
        TaskSection task,
        DataSection data,
        SupernetSection supernet,
        SearchSection search,
        RetrainSection retrain,
        int checkpointEverySteps) {

    /**
     * Reads a configuration.
     *
     * @param name of the file, for messages
     * @param overrides {@code search.trials=50}, in order
     * @throws BadInputException naming the file, the path in it and what is allowed there
     */
    public static RunConfig parse(String name, String yaml, List<String> overrides) {
        Map<String, Object> values;
        try {
            values = Yaml.readMap("a configuration", yaml);
        } catch (BadInputException e) {
            throw new BadInputException(name + ": " + e.getMessage(), e);
        }
        Map<String, Object> overridden = Overrides.apply(values, overrides);
        try {
            return read(Settings.of("", overridden));
        } catch (BadInputException e) {
            throw new BadInputException(name + ": " + e.getMessage(), e);
        }
    }

    /** Reads a configuration that stands alone or in a section of another one. */
    static RunConfig read(Settings root) {
        Settings checkpoint = root.section("checkpoint");
        RunConfig config = new RunConfig(
                root.wholeNumber("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                SpaceSection.read(root),
                TaskSection.read(root),
                DataSection.read(root),
                SupernetSection.read(root),
                SearchSection.read(root),
                RetrainSection.read(root),
                checkpoint.integer("every-steps", 500, 1, 1_000_000_000));
        checkpoint.rejectUnknown();
        root.rejectUnknown();
        return config;
    }

    /** The configuration with all defaults filled in; {@link #parse} reads the same configuration back. */
    public String toYaml() {
        return Yaml.write(toMap());
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seed", seed);
        map.put("space", space.toMap());
        map.put("task", task.toMap());
        map.put("data", data.toMap());
        map.put("supernet", supernet.toMap());
        map.put("search", search.toMap());
        map.put("retrain", retrain.toMap());
        map.put("checkpoint", Map.of("every-steps", checkpointEverySteps));
        return map;
    }

    /** The same run, with another retraining. */
    public RunConfig withRetrain(RetrainSection other) {
        return new RunConfig(seed, space, task, data, supernet, search, other, checkpointEverySteps);
    }

    /** The same run from another root seed. */
    public RunConfig withSeed(long other) {
        return new RunConfig(other, space, task, data, supernet, search, retrain, checkpointEverySteps);
    }

    /** What determines the accuracy of a network trained from scratch, but for its architecture and the seed. */
    public String retrainingYaml() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("space", space.toMap());
        map.put("task", task.toMap());
        map.put("data", data.toMap());
        map.put("retrain", retrain.toMap());
        return Yaml.write(map);
    }
}
