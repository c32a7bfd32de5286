package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.SearchSpace;
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

    private static SearchSpace space() {
        return SyntheticSpace.of(31, 4, 1, 6, 3, 5);
    }

    private static TrainingContext context(long seed) {
        SearchSpace space = space();
        return new TrainingContext(space, CostModel.analytic(space), Budget.NONE, STEPS, seed);
    }

    /** The text of every step, in order; equal steps have equal text. */
    private List<String> steps(long seed) {
        TrainingSchedule schedule = trainingStrategy().start(context(seed));
        List<String> steps = new ArrayList<>();
        for (long i = 0; i < STEPS; i++) {
            steps.add(schedule.step(i).toString());
        }
        return steps;
    }

    /** Every path fits the space: one valid choice a layer, or weights for all candidates of all layers. */
    @Test
    default void required_T01_pathsAreWithinTheSpace() {
        SearchSpace space = space();
        TrainingSchedule schedule = trainingStrategy().start(context(1));
        for (long i = 0; i < STEPS; i++) {
            for (Pass pass : schedule.step(i).passes()) {
                if (pass.path() instanceof PathChoice.Single single) {
                    space.check(single.architecture());
                } else if (pass.path() instanceof PathChoice.Weighted weighted) {
                    assertThat(weighted.depth()).isEqualTo(space.depth());
                    for (int l = 0; l < space.depth(); l++) {
                        assertThat(weighted.size(l)).isEqualTo(space.sizes()[l]);
                    }
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

    /** A step depends on its index alone, not on the steps that were asked for before: so training resumes anywhere. */
    @Test
    default void required_T04_stepsDependOnTheirIndexAlone() {
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
        TrainingSchedule schedule = trainingStrategy().start(context(6));
        for (long i = 0; i < STEPS; i++) {
            collect(schedule.step(i), space, trained);
        }
        int candidates = java.util.Arrays.stream(space.sizes()).sum();
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
        String step = first.step(9).toString();
        TrainingSchedule other = strategy.start(context(8));
        other.step(3);
        assertThat(first.step(9)).hasToString(step);
        assertThat(strategy.start(context(7)).step(9)).hasToString(step);
    }

    /** The shortest training of one step works. */
    @Test
    default void required_T07_trainingOfOneStep() {
        SearchSpace space = space();
        TrainingContext one = new TrainingContext(space, CostModel.analytic(space), Budget.NONE, 1, 9);
        assertThat(trainingStrategy().start(one).step(0).passes()).isNotEmpty();
    }
}
