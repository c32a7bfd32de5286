package org.osnas.core.registry;

import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceFileReader;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.Setting;
import org.osnas.api.spi.Settings;
import org.osnas.api.spi.UnknownNameException;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Task;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.agent.ListenerProvider;
import org.osnas.core.job.JobRunnerProvider;

/**
 * The components on the class path, by name. A kind's providers are found by {@link ServiceLoader} when that kind is
 * first asked for, so that asking for spaces loads nothing of tasks, nor a tensor library. Thread-safe.
 */
public final class Registry {

    private final ClassLoader loader;
    private final Map<Kind<?>, Map<String, ? extends Component>> byKind = new ConcurrentHashMap<>();

    public Registry(ClassLoader loader) {
        this.loader = loader;
    }

    /** The components that the context class loader sees. */
    public static Registry standard() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new Registry(context != null ? context : Registry.class.getClassLoader());
    }

    /** All providers of a kind, ordered by name. */
    public <P extends Component> Collection<P> all(Kind<P> kind) {
        return providers(kind).values();
    }

    /**
     * The provider that a configuration names. A search space may also be a file, such as {@code my-space.yaml}.
     *
     * @throws UnknownNameException listing the known ones
     * @throws BadInputException for a file that cannot be used
     */
    public <P extends Component> P find(Kind<P> kind, ComponentRef ref) {
        if (kind == Kind.SPACE) {
            for (SpaceFileReader reader : all(Kind.SPACE_FILE)) {
                if (reader.reads(ref.name())) {
                    return kind.type().cast(reader.read(Path.of(ref.name())));
                }
            }
        }
        Map<String, P> known = providers(kind);
        P provider = known.get(ref.name());
        if (provider == null) {
            throw new UnknownNameException(
                    "%s: unknown %s '%s'%s"
                            .formatted(
                                    ref.path(),
                                    kind.word(),
                                    ref.name(),
                                    known.isEmpty() ? " (is its jar on the class path?)" : ""),
                    ref.name(),
                    known.keySet());
        }
        return provider;
    }

    /**
     * The class and the jar of a component, if it came as a plug-in and not with OSNAS.
     *
     * @throws UnknownNameException if there is none
     */
    public Optional<String> plugin(Kind<?> kind, ComponentRef ref) {
        Class<?> type = find(kind, ref).getClass();
        if (type.getClassLoader() == Registry.class.getClassLoader()
                && type.getName().startsWith("org.osnas.")) {
            return Optional.empty();
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        String path = source == null || source.getLocation() == null
                ? ""
                : source.getLocation().getPath();
        String jar = path.substring(path.lastIndexOf('/') + 1);
        return Optional.of(jar.isEmpty() ? type.getName() : type.getName() + " in " + jar);
    }

    /** Whether a name is that of the file of a search space. */
    public boolean isSpaceFile(String name) {
        return all(Kind.SPACE_FILE).stream().anyMatch(reader -> reader.reads(name));
    }

    /**
     * The settings that a component reads, as it declares them.
     *
     * @param trials of the search, on which some defaults depend
     */
    public static List<Setting> settings(Component component, int trials) {
        return ComponentReading.of(component, trials);
    }

    /** Makes a search space up to its features for an input shape. */
    public Backbone space(ComponentRef ref, Shape input) {
        SpaceProvider provider = find(Kind.SPACE, ref);
        return strictly(ref, provider, (p, settings) -> p.create(input, settings));
    }

    public TrainingStrategy trainingStrategy(ComponentRef ref) {
        return strictly(ref, find(Kind.TRAINING_STRATEGY, ref), (p, settings) -> p.create(settings));
    }

    public SearchStrategy searchStrategy(ComponentRef ref) {
        return strictly(ref, find(Kind.SEARCH_STRATEGY, ref), (p, settings) -> p.create(settings));
    }

    /** How architectures are scored. */
    public ScoringMethod scorer(ComponentRef ref) {
        return strictly(ref, find(Kind.SCORER, ref), (p, settings) -> p.create(settings));
    }

    /** How a listener is opened. */
    public ListenerProvider.Opener listener(ComponentRef ref) {
        return strictly(ref, find(Kind.LISTENER, ref), (p, settings) -> p.create(settings));
    }

    /** How a runner of jobs is opened. */
    public JobRunnerProvider.Opener runner(ComponentRef ref) {
        return strictly(ref, find(Kind.RUNNER, ref), (p, settings) -> p.create(settings));
    }

    /**
     * A component as it is named, with the defaults of all its settings filled in. A data set is opened for it, and closed.
     *
     * @param trials of the search, on which some defaults depend
     */
    public ComponentRef withDefaults(Kind<?> kind, ComponentRef ref, int trials) {
        Settings settings = ref.read();
        ComponentReading.create(find(kind, ref), settings);
        settings.rejectUnknown();
        return ref.with(settings.resolved(trials));
    }

    public Criterion criterion(ComponentRef ref) {
        return strictly(ref, find(Kind.CRITERION, ref), (p, settings) -> p.create(settings));
    }

    public Task task(ComponentRef ref, Criterion criterion) {
        return strictly(ref, find(Kind.TASK, ref), (p, settings) -> p.create(criterion, settings));
    }

    /**
     * Opens a data set; the caller closes it.
     *
     * @param seed root seed of shuffling and augmentation
     */
    public Dataflow dataflow(ComponentRef ref, int batchSize, long seed) {
        return dataflow(ref, batchSize, seed, complete -> {});
    }

    /**
     * As {@link #dataflow(ComponentRef, int, long)}.
     *
     * @param complete is given the data set with the defaults of all its settings filled in
     */
    public Dataflow dataflow(ComponentRef ref, int batchSize, long seed, Consumer<ComponentRef> complete) {
        Settings settings = ref.read();
        Dataflow data = find(Kind.DATAFLOW, ref).create(settings, batchSize, seed);
        try {
            settings.rejectUnknown();
        } catch (BadInputException e) {
            data.close();
            throw e;
        }
        complete.accept(ref.with(settings.resolved(SearchContext.DEFAULT_TRIALS)));
        return data;
    }

    private static <P, T> T strictly(ComponentRef ref, P provider, BiFunction<P, Settings, T> create) {
        Settings settings = ref.read();
        T component = create.apply(provider, settings);
        settings.rejectUnknown();
        return component;
    }

    // The cast is safe: the map of a kind is only ever filled by load(kind).
    @SuppressWarnings("unchecked")
    private <P extends Component> Map<String, P> providers(Kind<P> kind) {
        return (Map<String, P>) byKind.computeIfAbsent(kind, this::load);
    }

    private <P extends Component> Map<String, P> load(Kind<P> kind) {
        Map<String, P> found = new TreeMap<>();
        try {
            for (P provider : ServiceLoader.load(kind.type(), loader)) {
                P other = found.putIfAbsent(provider.name(), provider);
                if (other != null) {
                    throw new BadInputException("Two providers of %s '%s': %s and %s. Take one off the class path."
                            .formatted(
                                    kind.word(),
                                    provider.name(),
                                    other.getClass().getName(),
                                    provider.getClass().getName()));
                }
            }
        } catch (ServiceConfigurationError e) {
            throw new BadInputException("A provider of a " + kind.word() + " cannot be loaded: " + e.getMessage(), e);
        }
        return java.util.Collections.unmodifiableMap(found);
    }
}
