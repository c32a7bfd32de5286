package org.osnas.core.agent;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.RelaxedModel;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Capability;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.config.RunConfig;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;

/**
 * Everything that a configuration names, made and checked: components, data, costs, and that the budget can be met.
 */
public final class Experiment implements AutoCloseable {

    private final RunConfig config;
    private final Dataflow data;
    private final SearchSpace space;
    private final RunCosts costs;
    private final TrainingAgent task;
    private final TrainingStrategy trainer;
    private final SearchStrategy searcher;
    private final ArchitectureSampler sampler;
    private final Dataflow supernetData;
    private final Optional<Dataflow> heldOut;

    private Experiment(RunConfig config, Registry registry, Dataflow data, Function<SearchSpace, RunCosts> priced) {
        this.config = config;
        this.data = data;
        config.space().requireData(data.input(), data.classes());
        space = registry.space(config.space().component(), data.input(), data.classes());
        task = registry.task(
                config.task().component(), registry.criterion(config.task().criterion()));
        trainer = registry.trainer(config.supernet().strategy());
        searcher = registry.searcher(config.search().strategy());
        Combination combination = new Combination(config, trainer, searcher, task);
        combination.check();
        if (combination.learnsMixtures()) {
            Dataflow.Divided parts = data.divide(config.supernet().heldOut());
            supernetData = parts.training();
            heldOut = Optional.of(parts.heldOut());
        } else {
            supernetData = data;
            heldOut = Optional.empty();
        }
        costs = priced.apply(space);
        searcher.objectives().metrics().forEach(costs.model()::table);
        sampler = FeasibleSampler.of(space, costs.model(), config.search().budget());
    }

    /**
     * Makes the parts of a new run; trains nothing. A budget on latency has the latency of the blocks measured, unless
     * the configuration names a table of it.
     *
     * @throws org.osnas.api.spi.BadInputException if a name, a setting, a table or the data is wrong
     * @throws org.osnas.api.cost.UnreachableBudgetException if no architecture is within the budget
     */
    public static Experiment open(RunConfig config, Registry registry) {
        return open(config, registry, new LatencyTables(LatencyOptions.DEFAULT, line -> {}));
    }

    /** As {@link #open(RunConfig, Registry)}, with latency measured in another way. */
    public static Experiment open(RunConfig config, Registry registry, LatencyTables latencies) {
        return open(config, registry, space -> RunCosts.begin(config.search(), space, latencies));
    }

    /**
     * Makes the parts of a run that has begun, with the costs in its folder; measures nothing.
     *
     * @throws org.osnas.api.spi.BadInputException also if a table of the folder is of another space or input
     */
    public static Experiment resume(RunFolder folder, Registry registry) {
        return open(folder.config(), registry, space -> RunCosts.of(folder.costs(space)));
    }

    private static Experiment open(RunConfig config, Registry registry, Function<SearchSpace, RunCosts> priced) {
        long seed = Seeds.derive(config.seed(), "data", 0);
        Dataflow data =
                registry.dataset(config.data().component(), config.data().batch(), seed);
        try {
            return new Experiment(config, registry, data, priced);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** The same experiment with another root seed: other first weights, another order of the data. */
    public Experiment reseeded(long seed, Registry registry) {
        return open(config.withSeed(seed), registry, any -> costs);
    }

    public RunConfig config() {
        return config;
    }

    public Dataflow data() {
        return data;
    }

    /** What the supernet learns from: all data, or without the examples that are held out. */
    public Dataflow supernetData() {
        return supernetData;
    }

    /** The examples that mixtures of candidates learn from, if a strategy learns any. */
    public Optional<Dataflow> heldOut() {
        return heldOut;
    }

    public SearchSpace space() {
        return space;
    }

    public CostModel costs() {
        return costs.model();
    }

    /** Lines for people: how latency was measured, if it was, and what a table does not fit. */
    public List<String> costNotes() {
        return costs.notes();
    }

    public TrainingAgent task() {
        return task;
    }

    /** What a search of the trained supernet can have beyond scores; known before anything trains. */
    public Set<Capability> capabilities() {
        Set<Capability> given = EnumSet.noneOf(Capability.class);
        given.addAll(trainer.provides());
        heldOut.ifPresent(examples -> given.add(Capability.RELAXED_MODEL));
        return given;
    }

    /** Training steps of the supernet. */
    public long supernetSteps() {
        return config.supernet().length().steps(supernetData.batchesPerEpoch());
    }

    TrainingStrategy.TrainingSchedule trainingSchedule() {
        return trainer.start(new TrainingContext(
                space,
                costs(),
                config.search().budget(),
                supernetSteps(),
                supernetData.batchesPerEpoch(),
                Seeds.derive(config.seed(), "paths", 0)));
    }

    public SearchStrategy searcher() {
        return searcher;
    }

    /**
     * What the search of the configuration may know.
     *
     * @param relaxed the trained supernet as a function of mixtures
     * @param logits that the training learned
     */
    public SearchContext searchContext(Optional<? extends RelaxedModel> relaxed, Optional<ArchitectureLogits> logits) {
        return new SearchContext(
                space,
                costs(),
                config.search().budget(),
                sampler,
                config.search().trials(),
                Seeds.derive(config.seed(), "search", 0),
                relaxed.map(model -> model),
                logits);
    }

    /** What a search that needs only scores may know of this space and budget. */
    public SearchContext searchContext(int trials, long seed) {
        return new SearchContext(space, costs(), config.search().budget(), sampler, trials, seed);
    }

    @Override
    public void close() {
        data.close();
    }
}
