package org.osnas.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Setting;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.SearchSettings;
import org.osnas.core.agent.SupernetSettings;
import org.osnas.core.internal.missing.MissingPluginException;
import org.osnas.core.internal.missing.MovedSupernetException;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunDescription;
import org.osnas.core.run.RunStore;
import org.osnas.yaml.Yaml;

/**
 * Everything that determines a run. Read strictly: unknown keys and wrong types are errors that name the path and what
 * is allowed. Every key has a default. Immutable.
 *
 * @param seed root seed of all draws
 * @param checkpointEverySteps training steps between two checkpoints
 * @param listeners what shows or keeps how the run goes on; decides nothing
 */
public record RunConfig(
        long seed,
        SpaceSection space,
        TaskSection task,
        DataSection data,
        SupernetSection supernet,
        SearchSection search,
        RetrainSettings retrain,
        int checkpointEverySteps,
        List<ComponentRef> listeners) {

    public RunConfig {
        listeners = List.copyOf(listeners);
    }

    /**
     * Reads a configuration.
     *
     * @param name of the file, for messages
     * @param overrides {@code search.trials=50}, in order
     * @throws BadInputException naming the file, the path in it and what is allowed there
     */
    public static RunConfig parse(String name, String yaml, List<String> overrides) {
        return parse(name, yaml, values -> Overrides.apply(values, overrides));
    }

    private static RunConfig parse(String name, String yaml, UnaryOperator<Map<String, Object>> changes) {
        Map<String, Object> values;
        try {
            values = Yaml.readMap("a configuration", yaml);
        } catch (BadInputException e) {
            throw new BadInputException(name + ": " + e.getMessage(), e);
        }
        Map<String, Object> changed = changes.apply(values);
        try {
            return read(Settings.of("", changed));
        } catch (BadInputException e) {
            throw new BadInputException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads the configuration in a file, to which its paths are relative.
     *
     * @param supernet of another run, if this one uses it: what the text does not say of space, task, data and supernet is
     *     as there
     */
    static RunConfig parse(Path file, String yaml, List<String> overrides, Optional<TrainedConfig> supernet) {
        return parse(file.toString(), yaml, values -> {
            Map<String, Object> changed = ConfigFile.overridden(file, values, overrides);
            return supernet.map(trained -> trained.complete(changed)).orElse(changed);
        });
    }

    /** Reads a configuration that stands alone or in a section of another one. */
    static RunConfig read(Settings root) {
        Settings checkpoint = root.about("how often the state is saved").section("checkpoint");
        RunConfig config = new RunConfig(
                root.about("root of all random draws").wholeNumber("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                SpaceSection.read(root),
                TaskSection.read(root),
                DataSection.read(root),
                SupernetSection.read(root),
                SearchSection.read(root),
                RetrainSection.read(root),
                checkpoint
                        .about("training steps between two checkpoints")
                        .integer("every-steps", 500, 1, 1_000_000_000),
                Components.list(root.about("what shows or keeps how a run goes on"), "listeners"));
        checkpoint.rejectUnknown();
        root.rejectUnknown();
        return config;
    }

    /** What a configuration may say, but for the settings of components. */
    public static List<Setting> settings() {
        Settings root = Settings.of("", Map.of());
        read(root);
        return root.known(SearchContext.DEFAULT_TRIALS);
    }

    /**
     * The configuration that a run was begun with, as it was resolved then.
     *
     * @throws BadInputException if it was begun by a program
     */
    public static RunConfig of(RunStore store) {
        return BegunConfig.of(store);
    }

    /**
     * Checks that this is the configuration that a run was begun with.
     *
     * @throws BadInputException naming the first line that differs
     */
    public void requireSame(RunStore store, Registry registry) {
        new BegunConfig(store, registry).requireSame(this);
    }

    /** The folder of the run whose supernet this one searches, if it trains none. */
    public Optional<Path> supernetOf() {
        return supernet.of().map(Path::of);
    }

    /**
     * The same configuration, with the defaults of all components but the data filled in: those are known when it is open.
     *
     * @throws BadInputException if there is no such component, or a setting of it is wrong
     */
    RunConfig withDefaults(Registry registry) {
        return new RunConfig(
                seed,
                space.withDefaults(registry),
                task.withDefaults(registry),
                data,
                supernet.withDefaults(registry),
                search.withDefaults(registry),
                retrain,
                checkpointEverySteps,
                listeners.stream()
                        .map(ref -> registry.withDefaults(Kind.LISTENER, ref, SearchContext.DEFAULT_TRIALS))
                        .toList());
    }

    /**
     * Makes all that the configuration names; trains nothing, measures nothing. The run has the tables that are named.
     *
     * @throws BadInputException if a name, a setting, a table or the data is wrong
     */
    public Run resolve(Registry registry) {
        return new Resolution(withDefaults(registry), registry).run();
    }

    /**
     * Makes what a run that has begun was begun with: its configuration, and the costs in its store.
     *
     * @throws BadInputException also if a table there is of another space or input
     */
    public static Run resume(RunStore store, Registry registry) {
        return resume(store, registry, Optional.empty());
    }

    /**
     * As {@link #resume(RunStore, Registry)}, of a run that searches the supernet of another one, which has moved.
     *
     * @param supernet folder where it is now, if it is not where it was
     * @throws MovedSupernetException if it is not where it was, and none is given
     * @throws MissingPluginException if a component of a plug-in is not there
     */
    public static Run resume(RunStore store, Registry registry, Optional<Path> supernet) {
        return new BegunConfig(store, registry).run(supernet);
    }

    /**
     * The space of a run that has begun, from what its store holds: no data is opened, no other file read.
     *
     * @throws BadInputException also if it was begun by a version that did not describe the data
     */
    public static SearchSpace space(RunStore store, Registry registry) throws IOException {
        return new BegunConfig(store, registry).space();
    }

    /**
     * What the run searches with, without its data.
     *
     * @throws BadInputException if there is no such strategy, or a setting of it is wrong
     */
    public Run.Named<SearchStrategy> searchStrategy(Registry registry) {
        ComponentRef ref = search.withDefaults(registry).strategy();
        return new Run.Named<>(ref.name(), registry.searchStrategy(ref));
    }

    /** How it searches. */
    public SearchSettings searchSettings() {
        return search.settings();
    }

    /** How the shared weights are trained. */
    public SupernetSettings supernetSettings() {
        return supernet.settings();
    }

    /** The text by which a run of this configuration is known again. */
    public RunDescription description() {
        return RunDescription.configured(toYaml());
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
        map.put("retrain", RetrainSection.toMap(retrain));
        map.put("checkpoint", Map.of("every-steps", checkpointEverySteps));
        if (!listeners.isEmpty()) {
            map.put("listeners", listeners.stream().map(ComponentRef::toMap).toList());
        }
        return map;
    }

    RunConfig withData(DataSection other) {
        return new RunConfig(seed, space, task, other, supernet, search, retrain, checkpointEverySteps, listeners);
    }

    /** The same run, with another retraining. */
    public RunConfig withRetrain(RetrainSettings other) {
        return new RunConfig(seed, space, task, data, supernet, search, other, checkpointEverySteps, listeners);
    }

    /** The same run from another root seed. */
    public RunConfig withSeed(long other) {
        return new RunConfig(other, space, task, data, supernet, search, retrain, checkpointEverySteps, listeners);
    }

    /** What determines the accuracy of a network trained from scratch, but for its architecture and the seed. */
    public String retrainingYaml(Registry registry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("space", space.toMap());
        map.put("task", task.withDefaults(registry).toMap());
        map.put("data", data.toMap());
        map.put("retrain", RetrainSection.toMap(retrain));
        return Yaml.write(map);
    }
}
