package org.osnas.strategies.training.differentiable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.strategies.training.differentiable.SmallCosts.COSTS;
import static org.osnas.strategies.training.differentiable.SmallCosts.LOGITS;
import static org.osnas.strategies.training.differentiable.SmallCosts.MACS;
import static org.osnas.strategies.training.differentiable.SmallCosts.SPACE;
import static org.osnas.strategies.training.differentiable.SmallCosts.TARGET;
import static org.osnas.strategies.training.differentiable.SmallCosts.context;
import static org.osnas.strategies.training.differentiable.SmallCosts.zeros;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.cost.Range;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Relaxation;
import org.osnas.api.training.TrainingContext;
import org.osnas.tck.SyntheticLandscape;
import org.osnas.tck.SyntheticSpace;

/** A limit pulls where it is exceeded, rests where there is room, and is kept at the end. */
class HardLimitTest {

    @Test
    void theGradientOfAnExcessFollowsFiniteDifferences() {
        for (int sign : new int[] {1, -1}) {
            HardLimit.Bound bound = new HardLimit.Bound(new ExpectedCost(MACS, 1), TARGET, sign);
            double[][] gradient = bound.gradient(new ArchitectureLogits(LOGITS).probabilities());
            for (int c = 0; c < LOGITS[0].length; c++) {
                double h = 1e-5;
                double[] sides = new double[2];
                for (int side = 0; side < 2; side++) {
                    double[][] moved =
                            Arrays.stream(LOGITS).map(double[]::clone).toArray(double[][]::new);
                    moved[0][c] += side == 0 ? -h : h;
                    sides[side] = bound.excess(MACS.expected(new ArchitectureLogits(moved).probabilities()));
                }
                assertThat(gradient[0][c]).isCloseTo((sides[1] - sides[0]) / (2 * h), within(1e-8));
            }
        }
    }

    @Test
    void withinItsLimitsTheHingeAddsNothing() {
        HardLimit limit = HardLimit.of(Map.of("macs", new Range(0, 0.999 * MACS.max())), SPACE, COSTS, 100);
        double[][] task = zeros();
        task[0][1] = 1;
        double[][] cheap = zeros();
        for (int l = 0; l < cheap.length; l++) {
            cheap[l][MACS.argMin().choice(l)] = 1;
        }
        assertThat(limit.gradient(1, task, new ArchitectureLogits(cheap))).isDeepEqualTo(task);
    }

    /** With the logits close together, what is most likely means nothing yet. */
    @Test
    void anUndecidedTrainingIsJudgedByItsExpectedCost() {
        double[][] logits = zeros();
        for (int l = 0; l < logits.length; l++) {
            logits[l][MACS.argMax().choice(l)] = 1e-3;
        }
        ArchitectureLogits undecided = new ArchitectureLogits(logits);
        double expected = MACS.expected(undecided.probabilities());
        HardLimit limit = HardLimit.of(Map.of("macs", new Range(0, (expected + MACS.max()) / 2)), SPACE, COSTS, 100);
        double[][] task = zeros();
        task[0][1] = 1;
        for (int i = 0; i < 50; i++) {
            assertThat(limit.gradient(1, task, undecided)).isDeepEqualTo(task);
        }
        for (int i = 50; i < 52; i++) {
            assertThat(limit.gradient(1, task, undecided)[0][MACS.argMax().choice(0)])
                    .as("in the end, the dearest is made less likely")
                    .isGreaterThan(task[0][MACS.argMax().choice(0)]);
        }
    }

    /**
     * The final architecture is within the budget whatever the scale of the loss, without a setting. The limits are
     * shares of the way from the cheapest to the dearest architecture.
     */
    @ParameterizedTest
    @CsvSource({
        "softmax, 500, 0, 0.1, 1", "softmax, 500, 0, 0.25, 100", "softmax, 1500, 0.7, 1, 1",
        "gumbel-softmax, 500, 0, 0.1, 0.01", "gumbel-softmax, 1500, 0, 0.4, 1", "gumbel-softmax, 200, 0, 0.3, 1",
        "gdas, 500, 0, 0.25, 100", "gdas, 1500, 0, 0.1, 1", "gdas, 200, 0, 0.4, 0.01",
        "proxyless, 500, 0, 0.25, 1", "proxyless, 1500, 0, 0.1, 100", "proxyless, 500, 0.8, 1, 1"
    })
    void theHingeEndsWithinTheLimits(String relaxation, long steps, double low, double high, double scale) {
        for (long seed = 0; seed < 3; seed++) {
            SearchSpace space = SyntheticSpace.of(seed, 5, 6, 4, 7, 6, 6, 5, 3, 6, 6);
            CostModel costs = CostModel.analytic(space);
            LookupTable macs = costs.table("macs");
            double span = macs.max() - macs.min();
            double least = low == 0 ? 0 : macs.min() + low * span;
            Budget budget = Budget.of(Metric.MACS, least, macs.min() + high * span);
            TrainingContext context = new TrainingContext(space, costs, budget, steps, 50, seed);
            LearningSchedule schedule = train(relaxation, context, scale, seed);
            assertThat(costs.within(schedule.logits().mostLikely(), budget))
                    .as("seed %d: %s in %s", seed, macs.cost(schedule.logits().mostLikely()), budget)
                    .isTrue();
        }
    }

    /** The final architecture uses what the limit allows, also after short trainings. */
    @ParameterizedTest
    @CsvSource({
        "softmax, 500, 0.25, 100",
        "gumbel-softmax, 600, 0.4, 1",
        "gdas, 200, 0.4, 0.01",
        "proxyless, 500, 0.25, 1"
    })
    void theHingeDoesNotEndFarBelowTheLimit(String relaxation, long steps, double high, double scale) {
        double used = 0;
        for (long seed = 0; seed < 6; seed++) {
            SearchSpace space = SyntheticSpace.of(seed, 5, 6, 4, 7, 6, 6, 5, 3, 6, 6);
            CostModel costs = CostModel.analytic(space);
            LookupTable macs = costs.table("macs");
            double limit = macs.min() + high * (macs.max() - macs.min());
            TrainingContext context =
                    new TrainingContext(space, costs, Budget.atMost(Metric.MACS, limit), steps, 50, seed);
            double cost =
                    macs.cost(train(relaxation, context, scale, seed).logits().mostLikely());
            assertThat(cost).isLessThanOrEqualTo(limit);
            used += (cost - macs.min()) / (limit - macs.min()) / 6;
        }
        assertThat(used)
                .as("mean share of what is between the cheapest and the limit")
                .isGreaterThan(0.6);
    }

    private static LearningSchedule train(String relaxation, TrainingContext context, double scale, long seed) {
        LearningSchedule schedule = (LearningSchedule) new DifferentiableTraining.Provider()
                .create(Settings.of("s", Map.of("relaxation", relaxation)))
                .start(context);
        SyntheticLandscape landscape = SyntheticLandscape.of(context.space(), seed + 50);
        for (long i = 0; i < context.steps(); i++) {
            Optional<PathChoice.Weighted> mixture = schedule.relax(i);
            if (mixture.isPresent()) {
                Relaxation outcome = landscape.relaxed().relax(mixture.get());
                double[][] gradient = outcome.gradient();
                for (double[] layer : gradient) {
                    Arrays.setAll(layer, c -> scale * layer[c]);
                }
                schedule.observe(i, new Relaxation(scale * outcome.loss(), gradient));
            }
        }
        return schedule;
    }
}
