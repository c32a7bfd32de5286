package org.osnas.core.agent;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Task;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.run.Identity;
import org.osnas.core.run.RunDescription;
import org.osnas.core.run.RunStore;
import org.osnas.core.score.SupernetScoring;

/**
 * Everything that determines a run, as values: what is searched, for which task, with which strategies and settings. It
 * does nothing; {@link #in} gives the agent that runs it. Immutable: each method returns another run.
 *
 * <pre>{@code
 * RunResult result = Run.of(backbone, task, dataflow)
 *         .supernet(new UniformTraining(false), Steps.of(1500))
 *         .search(new RandomSearch(), Trials.of(80), Budget.atMost("macs", 1.6e6))
 *         .retrain(Epochs.of(10))
 *         .seed(1)
 *         .inMemory()
 *         .run(RunListener.NONE);
 * }</pre>
 */
public final class Run implements AutoCloseable {

    private final RunParts parts;
    private final SupernetPlan supernetPlan = new SupernetPlan(this);
    private final SearchPlan searchPlan = new SearchPlan(this);

    private Run(RunParts parts) {
        this.parts = parts;
    }

    private Run with(Consumer<RunParts.Draft> change) {
        return new Run(parts.with(change));
    }

    /**
     * A run on data that the caller opened, and closes or lets the run close, with the head that the task puts on a
     * backbone.
     *
     * @param data gives inputs of the shape that the backbone takes
     * @throws BadInputException if it does not, or the head cannot stand on the features of the backbone
     */
    public static Run of(Backbone backbone, Task task, Dataflow data) {
        return of(backbone.with(task.head(data.classes())), task, data);
    }

    /**
     * As {@link #of(Backbone, Task, Dataflow)}, with another head than the task's.
     *
     * @param data gives inputs of the shape that the space takes
     * @throws BadInputException if it does not
     */
    public static Run of(SearchSpace space, Task task, Dataflow data) {
        return new Run(RunParts.of(space, task, data));
    }

    /** With a strategy that trains the shared weights, and for how long. */
    public Run supernet(TrainingStrategy strategy, Length length) {
        return supernet(Named.of(strategy), parts.supernet().withLength(length));
    }

    public Run supernet(Named<TrainingStrategy> strategy, SupernetSettings settings) {
        return with(draft -> {
            draft.trainingStrategy = Optional.of(strategy);
            draft.supernet = settings;
        });
    }

    /** With a strategy that searches, how many architectures it may score, and what they may cost. */
    public Run search(SearchStrategy strategy, Trials trials, Budget budget) {
        return search(
                Named.of(strategy), parts.search().withTrials(trials.count()).withBudget(budget));
    }

    public Run search(Named<SearchStrategy> strategy, SearchSettings settings) {
        return with(draft -> {
            draft.searchStrategy = Optional.of(strategy);
            draft.search = settings;
        });
    }

    /** With another way to score than the shared weights of the supernet; none is trained then, unless something needs it. */
    public Run scorer(Named<ScoringMethod> method) {
        return with(draft -> draft.scorer = method);
    }

    /** With a length of the training of the best architecture from scratch. */
    public Run retrain(Length length) {
        return retrain(parts.retrain().withLength(length));
    }

    public Run retrain(RetrainSettings settings) {
        return with(draft -> draft.retrain = settings);
    }

    /**
     * With the supernet that another run trained, instead of one of its own: nothing is trained before the search. What it
     * was trained with must be the same; budget, tables, search, how scores are computed, and seed may be others. The
     * seeds of its weights, data and calibration stay the other run's. Runs that are made of this one, with other budgets,
     * tables and seeds, share the scores of networks for as long as the program runs.
     *
     * @param trained the other run
     * @param store where that one is kept
     * @throws RunException if its supernet is not trained to the end
     * @throws BadInputException naming what keeps this run from using it
     */
    public Run supernetOf(Run trained, RunStore store) {
        GivenSupernet supernet = GivenSupernet.of(trained, store, this);
        return with(draft -> draft.given = Optional.of(supernet));
    }

    /** With a root seed of all draws but those of the data; 1 if it is not given. */
    public Run seed(long seed) {
        return with(draft -> draft.seed = seed);
    }

    /** With a number of training steps between two checkpoints; 500 if it is not given. */
    public Run checkpointEvery(int steps) {
        Check.atLeast("steps between checkpoints", steps, 1);
        return with(draft -> draft.checkpointEverySteps = steps);
    }

    /** With a table of a metric that the description of the space does not give: a latency, an energy. */
    public Run table(LookupTable table) {
        return costs(parts.costs().with(table));
    }

    /** With other costs. */
    public Run costs(CostModel costs) {
        return with(draft -> draft.costs = costs);
    }

    /**
     * With another way to open the data, by the root seed of shuffling and augmentation, for trainings with several seeds;
     * in place of the same data for all. Whoever opens closes.
     */
    public Run dataFrom(LongFunction<Dataflow> source) {
        return with(draft -> draft.source = source);
    }

    /** With a text by which the run is known again, in place of one made of its values. */
    public Run describedAs(RunDescription description) {
        return with(draft -> draft.description = Optional.of(description));
    }

    /**
     * With the latency that a budget is on measured in another runtime, if it has to be measured.
     *
     * @param options of which batch, threads and repeats count
     * @param networks that the table is fitted to; two for each unknown if it is not given
     */
    public Run latencyIn(LatencyRuntime runtime, LatencyOptions options, OptionalInt networks) {
        return with(draft -> draft.latency = Optional.of(new LatencySource(runtime, options, networks)));
    }

    /**
     * With the latency of its blocks measured on this machine, if the budget is on latency and no table of it is there;
     * takes from seconds to minutes. Else the same run.
     *
     * @param note is told how latency was measured and how well it predicts
     * @throws RunException if the budget is on a metric that nothing gives; nothing is measured then
     */
    public Run measured(LatencyTables latencies, Consumer<String> note) {
        return new MeasuredCosts(latencies, parts.latency(), note)
                .made(space(), costs(), search().budget())
                .map(made -> with(draft -> {
                    draft.costs = costs().with(made.table());
                    draft.latencyCheck = made.check();
                }))
                .orElse(this);
    }

    /**
     * Checks that the run can be made: strategies and task get what they need, the labels are such as the task
     * learns from, and some architecture is within the
     * budget.
     *
     * @throws BadInputException naming what does not fit, and what to do
     * @throws org.osnas.api.cost.UnreachableBudgetException if no architecture is within the budget
     */
    public Run check() {
        Compatibility.check(this);
        return this;
    }

    /** What runs it, and keeps what it writes there; what the store holds already is gone on from. */
    public MainAgent in(RunStore store) {
        return new MainAgent(this, store);
    }

    /** What runs it, and keeps what it writes in memory. */
    public MainAgent inMemory() {
        return in(RunStore.inMemory());
    }

    public SearchSpace space() {
        return parts.space();
    }

    public Task task() {
        return parts.task();
    }

    /** The training agent that the task made for this run. */
    public TrainingAgent agent() {
        return supernetPlan.agent();
    }

    public Dataflow data() {
        return parts.data();
    }

    public LongFunction<Dataflow> dataSource() {
        return parts.source();
    }

    public CostModel costs() {
        return parts.costs();
    }

    /**
     * @throws BadInputException if none was given
     */
    public Named<TrainingStrategy> trainingStrategy() {
        return parts.trainingStrategy()
                .orElseThrow(
                        () -> new BadInputException("The run has no training strategy. Give one with supernet(…)"));
    }

    /**
     * @throws BadInputException if none was given
     */
    public Named<SearchStrategy> searchStrategy() {
        return parts.searchStrategy()
                .orElseThrow(() -> new BadInputException("The run has no search strategy. Give one with search(…)"));
    }

    public Named<ScoringMethod> scorer() {
        return parts.scorer();
    }

    /** Whether anything asks for a supernet: how architectures are scored, what the search needs, or where retraining starts. */
    public boolean wantsSupernet() {
        return supernetPlan.isWanted();
    }

    public SupernetSettings supernet() {
        return parts.supernet();
    }

    public SearchSettings search() {
        return parts.search();
    }

    public RetrainSettings retrain() {
        return parts.retrain();
    }

    public int checkpointEverySteps() {
        return parts.checkpointEverySteps();
    }

    public long seed() {
        return parts.seed();
    }

    /** The text by which the run is known again: its configuration, or its values. */
    public RunDescription description() {
        return parts.description().orElseGet(() -> RunDescription.assembled(parts.text()));
    }

    /** Uniform over the architectures within the budget. */
    public ArchitectureSampler sampler() {
        return searchPlan.sampler();
    }

    RunParts parts() {
        return parts;
    }

    Optional<GivenSupernet> given() {
        return parts.given();
    }

    /** What follows from the run for its supernet. */
    SupernetPlan supernetPlan() {
        return supernetPlan;
    }

    /** What a search of the trained supernet can have beyond scores; known before anything trains. */
    public Set<Capability> capabilities() {
        return supernetPlan.capabilities();
    }

    /** What determines the shared weights of the run and the scores that they give. */
    public Identity supernetIdentity() {
        return supernetPlan.identity();
    }

    /** What determines the scores of the run's architectures: the shared weights, and how they are scored. */
    public Identity scoreIdentity() {
        Identity weights = supernetIdentity();
        boolean byDefault = scorer().it().equals(SupernetScoring.DEFAULT);
        return byDefault
                ? weights
                : weights.and("scored by " + scorer().it())
                        .and(retrain().optimizer().toString());
    }

    /** What the search of this run may know, but for the supernet. */
    public SearchContext searchContext() {
        return searchPlan.context();
    }

    /** What a search that needs only scores may know of this space and budget. */
    public SearchContext searchContext(int trials, long root) {
        return searchPlan.context(trials, root);
    }

    /** Closes the data. */
    @Override
    public void close() {
        data().close();
    }

    /** A strategy with the name that messages and reports use. */
    public record Named<S>(String name, S it) {

        /** By the name of its class. */
        public static <S> Named<S> of(S strategy) {
            return new Named<>(strategy.getClass().getSimpleName(), strategy);
        }
    }
}
