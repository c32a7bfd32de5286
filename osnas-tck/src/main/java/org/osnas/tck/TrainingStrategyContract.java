package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.Pass;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategy.TrainingSchedule;

/**
 * The rules of {@link TrainingStrategy} as tests. To check a strategy, implement the interface in a test class that
 * returns it from {@link #trainingStrategy}.
 */
public interface TrainingStrategyContract {

    /** The strategy to check. */
    TrainingStrategy trainingStrategy();

    /** Whether the seed decides which paths are trained; false for a fixed order. */
    default boolean dependsOnSeed() {
        return true;
    }

    /** Whether every candidate of every layer takes part; false for one that leaves some out on purpose. */
    default boolean trainsEveryCandidate() {
        return true;
    }

    /** Length of the training that the rules run. */
    int STEPS = 400;

    /** Steps of one pass over the training data. */
    int EPOCH = 50;

    private static SearchSpace space() {
        return SyntheticSpace.of(31, 4, 1, 6, 3, 5);
    }

    private static TrainingContext context(long seed) {
        SearchSpace space = space();
        return new TrainingContext(space, CostModel.analytic(space), Budget.NONE, STEPS, EPOCH, seed);
    }

    /** The text of every step, in order; equal steps have equal text. */
    private List<String> steps(long seed) {
        return TrainingRun.texts(trainingStrategy().start(context(seed)), space(), 0, STEPS);
    }

    /** Every path fits the space: one valid choice a layer, or weights for all candidates of all layers. */
    @Test
    default void required_T01_pathsAreWithinTheSpace() {
        SearchSpace space = space();
        for (TrainingStep step : TrainingRun.steps(trainingStrategy().start(context(1)), space, 0, STEPS)) {
            for (Pass pass : step.passes()) {
                if (pass.path() instanceof PathChoice.Single single) {
                    space.check(single.architecture());
                } else if (pass.path() instanceof PathChoice.Weighted weighted) {
                    TrainingRun.requireFits(weighted, space);
                }
            }
        }
    }

    /** Two schedules with the same seed have the same steps. */
    @Test
    default void required_T02_sameSeedSameSteps() {
        assertThat(steps(2)).isEqualTo(steps(2));
    }

    /** Another seed gives other steps, or, if {@link #dependsOnSeed} says so, the same. */
    @Test
    default void required_T03_seedDecides() {
        assertThat(!steps(3).equals(steps(4)))
                .as("the steps under two seeds differ; dependsOnSeed() says whether they should")
                .isEqualTo(dependsOnSeed());
    }

    /**
     * A step depends on its index alone, not on the steps that were asked for before: so training resumes anywhere. A
     * schedule that learns keeps rules T08 to T11 instead.
     */
    @Test
    default void required_T04_stepsDependOnTheirIndexAlone() {
        if (trainingStrategy().start(context(5)) instanceof LearningSchedule) {
            return;
        }
        List<String> inOrder = steps(5);
        TrainingSchedule backwards = trainingStrategy().start(context(5));
        for (int i = STEPS - 1; i >= 0; i--) {
            assertThat(backwards.step(i)).as("step %d", i).hasToString(inOrder.get(i));
        }
        TrainingSchedule alone = trainingStrategy().start(context(5));
        assertThat(alone.step(STEPS / 2)).hasToString(inOrder.get(STEPS / 2));
        assertThat(alone.step(STEPS / 2)).as("asked again").hasToString(inOrder.get(STEPS / 2));
    }

    /** Every candidate of every layer takes part in the training, unless {@link #trainsEveryCandidate} says otherwise. */
    @Test
    default void required_T05_everyCandidateIsTrained() {
        SearchSpace space = space();
        Set<List<Integer>> trained = new HashSet<>();
        TrainingRun.steps(trainingStrategy().start(context(6)), space, 0, STEPS)
                .forEach(step -> collect(step, space, trained));
        int candidates = Arrays.stream(space.sizes()).sum();
        assertThat(trained.size() == candidates)
                .as("%d of %d candidates trained in %d steps", trained.size(), candidates, STEPS)
                .isEqualTo(trainsEveryCandidate());
    }

    private static void collect(TrainingStep step, SearchSpace space, Set<List<Integer>> trained) {
        for (Pass pass : step.passes()) {
            for (int l = 0; l < space.depth(); l++) {
                for (int c = 0; c < space.sizes()[l]; c++) {
                    boolean active = pass.path() instanceof PathChoice.Single single
                            ? single.architecture().choice(l) == c
                            : pass.path() instanceof PathChoice.Weighted weighted && weighted.weight(l, c) != 0;
                    if (active) {
                        trained.add(List.of(l, c));
                    }
                }
            }
        }
    }

    /** A strategy is an immutable configuration: schedules of one strategy know nothing of each other. */
    @Test
    default void required_T06_schedulesAreIndependent() {
        TrainingStrategy strategy = trainingStrategy();
        TrainingSchedule first = strategy.start(context(7));
        List<String> begun = TrainingRun.texts(first, space(), 0, 9);
        TrainingRun.steps(strategy.start(context(8)), space(), 0, 20);
        begun.addAll(TrainingRun.texts(first, space(), 9, 20));
        assertThat(TrainingRun.texts(strategy.start(context(7)), space(), 0, 20))
                .isEqualTo(begun);
    }

    /** The shortest training of one step works. */
    @Test
    default void required_T07_trainingOfOneStep() {
        SearchSpace space = space();
        TrainingContext one = new TrainingContext(space, CostModel.analytic(space), Budget.NONE, 1, EPOCH, 9);
        assertThat(trainingStrategy().start(one).step(0).passes()).isNotEmpty();
    }

    /** A strategy says that it gives trained logits exactly if its schedule learns them. */
    @Test
    default void required_T08_learningIsDeclared() {
        assertThat(trainingStrategy().provides().contains(Capability.TRAINED_LOGITS))
                .as("provides() has TRAINED_LOGITS exactly if start() gives a LearningSchedule")
                .isEqualTo(trainingStrategy().start(context(10)) instanceof LearningSchedule);
    }

    /** A fresh schedule that gets the state of another goes on as that one would have: so training resumes. */
    @Test
    default void required_T09_stateRestoresWhatWasLearned() {
        if (!(trainingStrategy().start(context(11)) instanceof LearningSchedule live)) {
            return;
        }
        for (int done = 0; done < STEPS; done += STEPS / 5) {
            LearningSchedule resumed = (LearningSchedule) trainingStrategy().start(context(11));
            resumed.restore(live.state());
            assertThat(resumed.state()).as("state after %d steps", done).containsExactly(live.state());
            List<String> gone = TrainingRun.texts(resumed, space(), done, done + STEPS / 5);
            assertThat(TrainingRun.texts(live, space(), done, done + STEPS / 5))
                    .as("steps after %d", done)
                    .isEqualTo(gone);
            assertThat(resumed.logits()).isEqualTo(live.logits());
        }
    }

    /** A schedule that learns asks for mixtures of the space, the same if asked again, and moves its logits. */
    @Test
    default void required_T10_mixturesAreWithinTheSpace() {
        if (!(trainingStrategy().start(context(12)) instanceof LearningSchedule schedule)) {
            return;
        }
        SearchSpace space = space();
        ArchitectureLogits first = schedule.logits();
        for (long i = 0; i < STEPS; i++) {
            Optional<PathChoice.Weighted> mixture = schedule.relax(i);
            assertThat(schedule.relax(i)).as("asked again").hasToString(mixture.toString());
            mixture.ifPresent(m -> TrainingRun.requireFits(m, space));
            TrainingRun.learn(schedule, space, i);
        }
        for (int l = 0; l < space.depth(); l++) {
            assertThat(schedule.logits().size(l)).isEqualTo(space.sizes()[l]);
        }
        assertThat(schedule.logits()).as("the logits after the training").isNotEqualTo(first);
    }

    /** A strategy that says it does not read the budget has the same steps under any budget and any further table. */
    @Test
    default void required_T12_readingTheBudgetIsDeclared() {
        if (trainingStrategy().readsBudget()) {
            return;
        }
        SearchSpace space = space();
        CostModel costs = CostModel.analytic(space);
        LookupTable macs = costs.table("macs");
        Budget narrow = Budget.atMost("macs", (macs.cost(macs.argMin()) + macs.cost(macs.argMax())) / 2);
        CostModel more = costs.with(CostModel.table(new Metric("other", ""), space, (block, in) -> block.macs(in) + 1));
        TrainingContext other = new TrainingContext(space, more, narrow, STEPS, EPOCH, 14);
        assertThat(TrainingRun.texts(trainingStrategy().start(other), space, 0, STEPS))
                .as("the steps under another budget and table; readsBudget() says that these do not matter")
                .isEqualTo(steps(14));
    }

    /** A state that belongs to something else is refused. */
    @Test
    default void required_T11_foreignStateIsRefused() {
        if (trainingStrategy().start(context(13)) instanceof LearningSchedule schedule) {
            double[] longer = Arrays.copyOf(schedule.state(), schedule.state().length + 1);
            assertThatThrownBy(() -> schedule.restore(longer)).isInstanceOf(BadInputException.class);
            assertThatThrownBy(() -> schedule.restore(new double[0])).isInstanceOf(BadInputException.class);
        }
    }
}
