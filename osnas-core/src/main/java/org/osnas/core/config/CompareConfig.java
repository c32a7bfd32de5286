package org.osnas.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchContext;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Setting;
import org.osnas.api.spi.Settings;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.compare.Contest;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunDescription;
import org.osnas.yaml.Yaml;

/**
 * A comparison of search strategies under equal conditions. Read strictly, as a {@link RunConfig}.
 *
 * @param seed root seed of all draws
 * @param subject what is searched: a table of scores, or a supernet
 * @param evaluations architectures that each strategy may score, the same for all
 * @param seeds searches of each strategy
 * @param entrants the strategies, {@code random} among them
 * @param randomAdded whether {@code random} was not named
 * @param objectives metrics of costs beside the score; with some, searches are compared by hypervolume
 * @param enumerate a supernet with at most so many architectures within the budget is scored as a whole, so that the
 *     optimum is known
 */
public record CompareConfig(
        long seed,
        Subject subject,
        int evaluations,
        int seeds,
        List<Entrant> entrants,
        boolean randomAdded,
        List<String> objectives,
        int enumerate) {

    /** The strategy that every comparison has. */
    public static final String BASELINE = "random";

    /** What is searched. */
    public sealed interface Subject permits TableSubject, RunSubject {}

    /**
     * @param file CSV with scores of all architectures within the budget
     */
    public record TableSubject(String file, SpaceSection space, Budget budget) implements Subject {}

    /**
     * A supernet, by the run that trains it. The run's {@code search.budget} holds.
     *
     * @param path of a run folder, whose supernet is taken, or of a configuration; empty if it is written out
     * @param config what is written out
     */
    public record RunSubject(Optional<String> path, Optional<RunConfig> config) implements Subject {}

    /** A strategy under the name that reports use. */
    public record Entrant(String label, ComponentRef strategy) {}

    public CompareConfig {
        entrants = List.copyOf(entrants);
        objectives = List.copyOf(objectives);
    }

    /**
     * Reads a configuration.
     *
     * @param name of the file, for messages
     * @throws BadInputException naming the file, the path in it and what is allowed there
     */
    public static CompareConfig parse(String name, String yaml, List<String> overrides) {
        return parse(name, yaml, values -> Overrides.apply(values, overrides));
    }

    private static CompareConfig parse(String name, String yaml, UnaryOperator<Map<String, Object>> changes) {
        try {
            return read(Settings.of("", changes.apply(Yaml.readMap("a configuration", yaml))));
        } catch (BadInputException e) {
            throw new BadInputException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a configuration from a file, to which its paths are relative.
     *
     * @throws BadInputException if the file is missing, cannot be read, or holds something wrong
     */
    public static CompareConfig load(Path file, List<String> overrides) {
        return parse(file.toString(), ConfigFile.text(file), values -> ConfigFile.overridden(file, values, overrides));
    }

    private static CompareConfig read(Settings root) {
        List<Entrant> entrants = new ArrayList<>(entrants(root));
        boolean absent = entrants.stream().noneMatch(e -> e.strategy().name().equals(BASELINE));
        if (absent) {
            entrants.add(new Entrant(BASELINE, ComponentRef.of("strategies", BASELINE)));
        }
        requireDistinct(entrants);
        CompareConfig config = new CompareConfig(
                root.about("root of all random draws").wholeNumber("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                subject(root),
                root.about("architectures that each strategy may score")
                        .integer("evaluations", SearchContext.DEFAULT_TRIALS, 1, 10_000_000),
                root.about("searches of each strategy").integer("seeds", 20, 2, 1000),
                entrants,
                absent,
                root.about("costs beside the score: searches are compared by hypervolume then")
                        .texts("objectives", List.of()),
                root.about("a supernet with at most so many architectures is scored as a whole")
                        .integer("enumerate", 1000, 0, 1_000_000));
        root.rejectUnknown();
        return config;
    }

    /** What a configuration may say, but for the settings of components, the strategies and the run. */
    public static List<Setting> settings() {
        Settings root = Settings.of("", Map.of("table", "scores.csv", "strategies", List.of(BASELINE)));
        read(root);
        return root.known(SearchContext.DEFAULT_TRIALS);
    }

    private static Subject subject(Settings root) {
        Check.that(
                root.has("table") != root.has("run"),
                "Give either table (a file of scores) or run (a configuration or run folder whose supernet is searched)");
        if (root.has("table")) {
            return new TableSubject(
                    root.about("CSV with the scores of all architectures")
                            .path("table")
                            .orElseThrow()
                            .toString(),
                    SpaceSection.read(root),
                    SearchSection.budget(root, "budget"));
        }
        Check.that(
                !root.has("budget") && !root.has("space"),
                "space and budget are those of the run: write them as run.space and run.search.budget");
        return root.value("run").orElseThrow() instanceof String path
                ? new RunSubject(Optional.of(path), Optional.empty())
                : new RunSubject(Optional.empty(), Optional.of(RunConfig.read(root.section("run"))));
    }

    private static List<Entrant> entrants(Settings root) {
        Object value = root.value("strategies").orElse(List.of());
        if (!(value instanceof List<?> items) || items.isEmpty()) {
            throw root.wrong("strategies", value, "a list of search strategies, such as [evolution, local-search]");
        }
        List<Entrant> entrants = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            entrants.add(entrant("strategies[" + i + "]", items.get(i)));
        }
        return entrants;
    }

    private static Entrant entrant(String path, Object item) {
        Settings s = Components.section(Settings.of("", Map.of(path, item)), path);
        for (String key : List.of("evaluations", "trials", "budget", "seeds")) {
            Check.that(
                    !s.has(key),
                    "%s: all strategies get the same %s. Take it out here and set it for all of them.",
                    s.at(key),
                    key);
        }
        Check.that(s.has("name"), "%s needs the name of a search strategy", path);
        ComponentRef strategy = Components.ref(s, path, "");
        Entrant entrant = new Entrant(s.about("name in reports").text("label", strategy.name()), strategy);
        s.rejectUnknown();
        return entrant;
    }

    private static void requireDistinct(List<Entrant> entrants) {
        List<String> labels = new ArrayList<>();
        for (Entrant entrant : entrants) {
            Check.that(
                    !labels.contains(entrant.label()),
                    "Two strategies are called '%s'. Give each a label: {name: %s, label: …, settings: …}",
                    entrant.label(),
                    entrant.strategy().name());
            labels.add(entrant.label());
        }
    }

    /**
     * Makes the strategies; searches nothing.
     *
     * @throws BadInputException for unknown strategies and wrong settings
     */
    public Contest resolve(Registry registry) {
        return new Contest(
                seed,
                evaluations,
                seeds,
                entrants.stream()
                        .map(e -> new Contest.Entrant(
                                e.label(), e.strategy().name(), registry.searchStrategy(e.strategy())))
                        .toList(),
                entrants.stream()
                        .filter(e -> e.strategy().name().equals(BASELINE))
                        .map(Entrant::label)
                        .findFirst(),
                new Objectives(objectives));
    }

    /** The configuration that a comparison was begun with. */
    public static CompareConfig of(CompareFolder folder) {
        return parse(folder.toString(), folder.configuration(), List.of());
    }

    /**
     * Checks that this is the configuration that a comparison was begun with.
     *
     * @throws BadInputException naming the first line that differs
     */
    public void requireSame(CompareFolder folder, Registry registry) {
        RunDescription.configured(of(folder).withDefaults(registry).toYaml())
                .requireSame(
                        folder.toString(),
                        RunDescription.configured(withDefaults(registry).toYaml()));
    }

    /**
     * The same comparison, with the defaults of all search strategies filled in.
     *
     * @throws BadInputException for unknown strategies and wrong settings
     */
    public CompareConfig withDefaults(Registry registry) {
        List<Entrant> resolved = entrants.stream()
                .map(e ->
                        new Entrant(e.label(), registry.withDefaults(Kind.SEARCH_STRATEGY, e.strategy(), evaluations)))
                .toList();
        return new CompareConfig(seed, subject, evaluations, seeds, resolved, randomAdded, objectives, enumerate);
    }

    /** The configuration with all defaults filled in; {@link #parse} reads the same comparison back. */
    public String toYaml() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seed", seed);
        if (subject instanceof TableSubject table) {
            map.put("table", table.file());
            map.put("space", table.space().toMap());
            map.put("budget", SearchSection.ranges(table.budget()));
        } else if (subject instanceof RunSubject run) {
            map.put("run", run.path().<Object>map(p -> p).orElseGet(() -> run.config()
                    .orElseThrow()
                    .toMap()));
        }
        map.put("evaluations", evaluations);
        map.put("seeds", seeds);
        map.put(
                "strategies",
                entrants.stream()
                        .map(e -> {
                            Map<String, Object> entrant = e.strategy().toMap();
                            entrant.put("label", e.label());
                            return entrant;
                        })
                        .toList());
        if (!objectives.isEmpty()) {
            map.put("objectives", objectives);
        }
        map.put("enumerate", enumerate);
        return Yaml.write(map);
    }
}
