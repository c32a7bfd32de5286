package org.osnas.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunDescription;
import org.osnas.yaml.Yaml;

/**
 * A comparison of ways to train a supernet at an equal number of forward-backward passes, by how well the supernets rank
 * architectures of known accuracy.
 *
 * @param seed of the resampling
 * @param truth file of the accuracies
 * @param base the run that all have in common; its training strategy, length and seed are replaced
 * @param passes of each supernet
 * @param seeds supernets of each way, with the seeds 1, 2, …
 * @param ways in the order of the report
 */
public record TrainingsConfig(long seed, String truth, RunConfig base, int passes, int seeds, List<Way> ways) {

    private static final String TRAININGS = "trainings";

    /**
     * A way to train, and to score with what was trained.
     *
     * @param strategy by which the supernet is trained
     * @param set other keys of the run, such as {@code supernet.optimizer.learning-rate}
     */
    public record Way(String label, ComponentRef strategy, Map<String, Object> set) {
        public Way {
            set = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(set));
        }
    }

    public TrainingsConfig {
        ways = List.copyOf(ways);
        Check.that(
                ways.stream().map(Way::label).distinct().count() == ways.size(),
                "Each of the trainings needs a label of its own, got %s: {name: …, label: …}",
                ways.stream().map(Way::label).toList());
    }

    /** Whether a configuration compares trainings, rather than searches. */
    public static boolean is(String yaml) {
        try {
            return Yaml.readMap("a configuration", yaml).containsKey(TRAININGS);
        } catch (BadInputException e) {
            // Whoever reads it as one of searches says what is wrong with it.
            return false;
        }
    }

    /**
     * Reads a configuration from a file, to which its paths are relative.
     *
     * @throws BadInputException naming the file, the path in it and what is allowed there
     */
    public static TrainingsConfig load(Path file, List<String> overrides) {
        return parse(file.toString(), ConfigFile.text(file), values -> ConfigFile.overridden(file, values, overrides));
    }

    private static TrainingsConfig parse(String name, String yaml, UnaryOperator<Map<String, Object>> changes) {
        try {
            return read(Settings.of("", changes.apply(Yaml.readMap("a configuration", yaml))));
        } catch (BadInputException e) {
            throw new BadInputException(name + ": " + e.getMessage(), e);
        }
    }

    private static TrainingsConfig read(Settings root) {
        Check.that(root.has("table"), "table is missing: the file with the accuracies that supernets are held against");
        Check.that(root.has("run"), "run is missing: the space, data and scorer that all supernets have in common");
        TrainingsConfig config = new TrainingsConfig(
                root.wholeNumber("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                root.text("table", ""),
                RunConfig.read(root.section("run")),
                root.integer("passes", 2000, 1, 1_000_000_000),
                root.integer("seeds", 3, 1, 1000),
                ways(root));
        root.rejectUnknown();
        Check.that(
                config.base.supernetSettings().length().seconds().isEmpty(),
                "run.supernet.seconds: all trainings have the same passes, however long they take. Leave it out");
        return config;
    }

    private static List<Way> ways(Settings root) {
        Object value = root.value(TRAININGS).orElse(List.of());
        if (!(value instanceof List<?> items) || items.isEmpty()) {
            throw root.wrong(TRAININGS, value, "a list of training strategies, such as [uniform, fair]");
        }
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String path = TRAININGS + "[" + i + "]";
            Settings s = Components.section(Settings.of("", Map.of(path, items.get(i))), path);
            ComponentRef strategy = Components.ref(s, path, "uniform");
            Settings set = s.section("set");
            Map<String, Object> values = new LinkedHashMap<>();
            for (String key : set.keys()) {
                Check.that(
                        !List.of("seed", "supernet.steps", "supernet.epochs", "supernet.seconds")
                                .contains(key),
                        "%s: all trainings have the same passes and seeds. Set them for all",
                        set.at(key));
                values.put(key, set.value(key).orElseThrow());
            }
            ways.add(new Way(s.text("label", strategy.name()), strategy, values));
            s.rejectUnknown();
        }
        return ways;
    }

    /** The run of one supernet. */
    RunConfig run(Way way, long runSeed, long steps) {
        Map<String, Object> map = new LinkedHashMap<>(base.toMap());
        map.put("supernet", supernet(map, way, steps));
        map.put("seed", runSeed);
        try {
            return RunConfig.read(Settings.of("", Overrides.with(map, way.set())));
        } catch (BadInputException e) {
            throw new BadInputException("trainings, " + way.label() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> supernet(Map<String, Object> run, Way way, long steps) {
        Settings before = Settings.of("", run).section("supernet");
        Map<String, Object> supernet = new LinkedHashMap<>();
        before.keys().forEach(key -> before.value(key).ifPresent(value -> supernet.put(key, value)));
        supernet.put("strategy", way.strategy().toMap());
        supernet.remove("epochs");
        supernet.put("steps", (int) steps);
        return supernet;
    }

    /** The configuration that a comparison was begun with, if it is one of trainings. */
    public static Optional<TrainingsConfig> of(CompareFolder folder) {
        String text = folder.configuration();
        return is(text) ? Optional.of(parse(folder.toString(), text, values -> values)) : Optional.empty();
    }

    /**
     * Checks that this is the configuration that a comparison was begun with.
     *
     * @throws BadInputException naming the first line that differs
     */
    public void requireSame(CompareFolder folder, Registry registry) {
        RunDescription.configured(parse(folder.toString(), folder.configuration(), values -> values)
                        .toYaml(registry))
                .requireSame(folder.toString(), RunDescription.configured(toYaml(registry)));
    }

    /** The configuration with all defaults filled in; {@link #parse} reads the same comparison back. */
    public String toYaml(Registry registry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seed", seed);
        map.put("table", truth);
        map.put("run", base.withDefaults(registry).toMap());
        map.put("passes", passes);
        map.put("seeds", seeds);
        map.put(
                TRAININGS,
                ways.stream()
                        .map(way -> {
                            Map<String, Object> entry = way.strategy().toMap();
                            entry.put("label", way.label());
                            entry.put("set", way.set());
                            return entry;
                        })
                        .toList());
        return Yaml.write(map);
    }
}
