package org.osnas.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Task;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.Run.Named;
import org.osnas.core.cost.TableFile;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunDescription;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunStore;

/** Makes the run that a configuration names. The data comes first: the space takes its input
 * shape from it, and the head of the task its classes. */
record Resolution(
        RunConfig config, Registry registry, ComponentRef spaceRef, Optional<RunStore> begun, Optional<Path> said) {

    Resolution(RunConfig config, Registry registry) {
        this(config, registry, config.space().component(), Optional.empty(), Optional.empty());
    }

    /** The text of the file of a space, without what says its checksum. */
    private static String text(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?m)^# crc: [0-9a-f]+\\R", "");
    }

    /** Of a run that has begun: the file of its space is the one that the run began with. */
    static Resolution of(RunConfig config, Registry registry, RunStore store) {
        ComponentRef ref = config.space().component();
        return new Resolution(
                config,
                registry,
                attachment(ref)
                        .flatMap(store::attached)
                        .map(file -> new ComponentRef(ref.path(), file.toString(), ref.settings()))
                        .orElse(ref),
                Optional.of(store),
                Optional.empty());
    }

    /** The same, with the place where somebody says that the supernet of another run is now. */
    Resolution withSupernetAt(Optional<Path> place) {
        return new Resolution(config, registry, spaceRef, begun, place);
    }

    /** The name under which the file of a space is attached, if the space is a file. */
    private static Optional<String> attachment(ComponentRef space) {
        Path file = Path.of(space.name());
        return Files.isRegularFile(file) || space.name().contains(".")
                ? Optional.of(file.getFileName().toString())
                : Optional.empty();
    }

    /** The description of the run, with the file of the space if it has one. */
    private RunDescription description() {
        RunDescription description = config.description().with(plugins());
        Path file = Path.of(spaceRef.name());
        Optional<String> name = attachment(config.space().component());
        if (name.isEmpty() || !Files.isRegularFile(file)) {
            return description;
        }
        try {
            return description.attaching(name.get(), text(file));
        } catch (IOException e) {
            throw new BadInputException("Space file " + file + " cannot be read: " + e, e);
        }
    }

    /** The components that did not come with OSNAS. */
    private Map<String, String> plugins() {
        Map<String, String> found = new TreeMap<>();
        TaskSection section = config.task().withDefaults(registry);
        Map<Kind<?>, ComponentRef> parts = Map.of(
                Kind.SPACE, spaceRef,
                Kind.TASK, section.component(),
                Kind.CRITERION, section.criterion().orElseThrow(),
                Kind.DATAFLOW, config.data().component(),
                Kind.TRAINING_STRATEGY, config.supernet().strategy(),
                Kind.SEARCH_STRATEGY, config.search().strategy());
        parts.forEach((kind, ref) ->
                registry.plugin(kind, ref).ifPresent(from -> found.put(kind.word() + " '" + ref.name() + "'", from)));
        return found;
    }

    /** The space for data, without opening it. */
    SearchSpace space(DataDescription data) {
        return registry.space(spaceRef, data.input())
                .with(task().head(data.names().size()));
    }

    private Task task() {
        TaskSection section = config.task().withDefaults(registry);
        return registry.task(
                section.component(), registry.criterion(section.criterion().orElseThrow()));
    }

    /** With the costs that the description gives, and the tables that are named, by the names of their metrics. */
    Run run() {
        return run(space -> costs(space, config.search().tables()));
    }

    Run run(Function<SearchSpace, CostModel> costs) {
        return config.supernet()
                .of()
                .map(folder -> onSupernetOf(place(folder), costs))
                .orElseGet(() -> alone(costs));
    }

    private Path place(String named) {
        try {
            return SupernetPlace.of(named, begun, said);
        } catch (IOException e) {
            throw new BadInputException("Run folder " + named + " cannot be read: " + e, e);
        }
    }

    /** A run with the supernet of another one, whose space, task and data it takes. */
    private Run onSupernetOf(Path folder, Function<SearchSpace, CostModel> costs) {
        TrainedConfig before = TrainedConfig.read(folder);
        before.requireFor(config, registry);
        try (RunFolder store = RunFolder.read(folder)) {
            Run trained = RunConfig.resume(store, registry);
            try {
                return searched(trained.supernet(
                                trained.trainingStrategy(), config.supernet().settings()))
                        .describedAs(Resolution.of(config.withData(before.data()), registry, store)
                                .description())
                        .costs(costs.apply(trained.space()))
                        .supernetOf(trained, store);
            } catch (RuntimeException e) {
                trained.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BadInputException("Run folder " + folder + " cannot be read: " + e, e);
        }
    }

    private Run searched(Run given) {
        Run run = config.search()
                .latency()
                .map(section -> given.latencyIn(
                        registry.find(Kind.RUNTIME, ComponentRef.of("search.latency.runtime", section.runtime())),
                        section.options(),
                        section.networks()))
                .orElse(given);
        return run.search(
                        new Named<>(
                                config.search().strategy().name(),
                                registry.searchStrategy(config.search().strategy())),
                        config.search().settings())
                .scorer(new Named<>(
                        config.search().scorer().name(),
                        registry.scorer(config.search().scorer())))
                .retrain(config.retrain())
                .checkpointEvery(config.checkpointEverySteps())
                .seed(config.seed());
    }

    private Run alone(Function<SearchSpace, CostModel> costs) {
        LongFunction<Dataflow> source = seed ->
                registry.dataflow(config.data().component(), config.data().batch(), seed);
        DataSection section = config.data();
        List<ComponentRef> complete = new ArrayList<>();
        Dataflow data = registry.dataflow(
                section.component(), section.batch(), Seeds.derive(config.seed(), "data", 0), complete::add);
        try {
            RunConfig whole = config.withData(new DataSection(complete.get(0), section.batch()));
            return new Resolution(whole, registry, spaceRef, begun, said).run(source, data, costs);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private Run run(LongFunction<Dataflow> source, Dataflow data, Function<SearchSpace, CostModel> costs) {
        config.space().requireData(data.input(), data.classes());
        Task task = task();
        task.requireData(data.description());
        SearchSpace space = registry.space(spaceRef, data.input()).with(task.head(data.classes()));
        return searched(Run.of(space, task, data)
                        .dataFrom(source)
                        .supernet(
                                new Named<>(
                                        config.supernet().strategy().name(),
                                        registry.trainingStrategy(
                                                config.supernet().strategy())),
                                config.supernet().settings()))
                .describedAs(description())
                .costs(costs.apply(space));
    }

    static CostModel costs(SearchSpace space, List<String> files) {
        CostModel counted = CostModel.analytic(space);
        Set<String> known = new HashSet<>(counted.metrics());
        TreeMap<String, LookupTable> tables = new TreeMap<>();
        for (String file : files) {
            LookupTable table = TableFile.read(Path.of(file), space);
            Check.that(
                    known.add(table.metric().name()),
                    "Table %s gives the metric %s, which %s. Leave it out.",
                    file,
                    table.metric(),
                    counted.metrics().contains(table.metric().name())
                            ? "is counted exactly from the description"
                            : "another table gives already");
            tables.put(table.metric().name(), table);
        }
        CostModel model = counted;
        for (LookupTable table : tables.values()) {
            model = model.with(table);
        }
        return model;
    }
}
