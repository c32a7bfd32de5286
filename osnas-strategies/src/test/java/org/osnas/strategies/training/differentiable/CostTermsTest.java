package org.osnas.strategies.training.differentiable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.cost.Range;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Relaxation;
import org.osnas.api.training.TrainingContext;
import org.osnas.tck.SyntheticLandscape;
import org.osnas.tck.SyntheticSpace;

class CostTermsTest {

    private static final SearchSpace SPACE = SyntheticSpace.of(3, 4, 1, 3);
    private static final CostModel COSTS = CostModel.analytic(SPACE);
    private static final LookupTable MACS = COSTS.table("macs");
    private static final double[][] LOGITS = {{0.3, -1, 1.2, 0}, {0.4}, {-0.7, 0.9, 0.1}};
    private static final double TARGET = 0.8 * MACS.expected(new ArchitectureLogits(LOGITS).probabilities());

    static List<CostLoss> losses() {
        return List.of(
                new CostLoss.Linear(0.3, TARGET),
                new CostLoss.Squared(0.7, TARGET),
                new CostLoss.Squared(0.7, 2 * TARGET),
                new CostLoss.Log(0.2, 0.6),
                new CostLoss.Power(0.07, TARGET));
    }

    private static double[][] zeros() {
        return Arrays.stream(LOGITS).map(row -> new double[row.length]).toArray(double[][]::new);
    }

    /** Of the task loss through a linear function of the logits, and of the expected cost through their softmax. */
    @ParameterizedTest
    @MethodSource("losses")
    void gradientsFollowFiniteDifferences(CostLoss loss) {
        double[][] taskGradient = zeros();
        for (int l = 0; l < LOGITS.length; l++) {
            for (int c = 0; c < LOGITS[l].length; c++) {
                taskGradient[l][c] = 0.1 * (l + 1) - 0.07 * c;
            }
        }
        double task = 1.3;
        ArchitectureLogits at = new ArchitectureLogits(LOGITS);
        double[][] gradient = SoftCost.of(MACS, 1, loss).gradient(task, taskGradient, at);
        for (int l = 0; l < LOGITS.length; l++) {
            for (int c = 0; c < LOGITS[l].length; c++) {
                double h = 1e-5;
                double[] sides = new double[2];
                for (int side = 0; side < 2; side++) {
                    double move = side == 0 ? -h : h;
                    double[][] moved =
                            Arrays.stream(LOGITS).map(double[]::clone).toArray(double[][]::new);
                    moved[l][c] += move;
                    double cost = MACS.expected(new ArchitectureLogits(moved).probabilities());
                    sides[side] =
                            loss.join(task + move * taskGradient[l][c], cost).loss();
                }
                assertThat(gradient[l][c]).isCloseTo((sides[1] - sides[0]) / (2 * h), within(1e-8));
            }
        }
    }

    @Test
    void formsAreThoseOfThePapers() {
        assertThat(new CostLoss.Log(0.2, 0.6).join(2, Math.E).loss()).isCloseTo(0.4, within(1e-12));
        assertThat(new CostLoss.Power(0.5, 100).join(2, 400).loss()).isCloseTo(4, within(1e-12));
        assertThat(new CostLoss.Linear(0.1, 100).join(2, 150).loss()).isCloseTo(2.15, within(1e-12));
        assertThat(new CostLoss.Squared(1, 100).join(2, 150).loss()).isCloseTo(2.25, within(1e-12));
    }

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

    private static TrainingContext context(Budget budget) {
        return new TrainingContext(SPACE, COSTS, budget, 100, 20, 1);
    }

    @Test
    void theTargetIsThatOfTheBudget() {
        CostPlan plan = CostPlan.read(Settings.of("s", Map.of("cost-loss", "squared")));
        CostTerm term = plan.start(context(Budget.atMost(Metric.PARAMS, 12345)), 10);
        assertThat(term).isEqualTo(SoftCost.of(COSTS.table("params"), 1, new CostLoss.Squared(1, 12345)));
        assertThatThrownBy(() -> plan.start(context(Budget.NONE), 10))
                .isInstanceOf(BadInputException.class)
                .hasMessage("cost-loss squared of training strategy 'differentiable' needs a target for macs. Set"
                        + " cost-target, or a budget on macs");
    }

    @Test
    void peaksHaveNoGradient() {
        Budget budget = Budget.atMost(Metric.ACTIVATION_MEMORY, 1);
        CostPlan plan = CostPlan.read(Settings.of("s", Map.of("cost-loss", "linear")));
        assertThatThrownBy(() -> plan.start(context(budget), 10))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(
                        "cost-loss linear needs a metric that adds up over the layers, such as macs, but"
                                + " activation-memory is a peak.");
        double[][] task = zeros();
        assertThat(HardLimit.of(budget.ranges(), SPACE, COSTS, 10).gradient(1, task, new ArchitectureLogits(LOGITS)))
                .isDeepEqualTo(task);
    }

    @Test
    void settingsOfAnotherLossAreRefused() {
        Settings settings = Settings.of("s", Map.of("cost-loss", "log", "cost-target", 3));
        assertThatThrownBy(() -> new DifferentiableTraining.Provider().create(settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Unknown key cost-target");
        assertThatThrownBy(() -> new DifferentiableTraining.Provider()
                        .create(Settings.of("s", Map.of("relaxation", "softmax", "temperature", 3))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Unknown key temperature");
    }

    private static LearningSchedule warmedUp(Object warmUp) {
        return (LearningSchedule) new DifferentiableTraining.Provider()
                .create(Settings.of("s", Map.of("relaxation", "softmax", "warm-up", warmUp, "logit-every", 7)))
                .start(context(Budget.NONE));
    }

    /** A training of 100 steps, 20 an epoch. */
    @Test
    void weightsWarmUpWithLogitsAtZero() {
        Map<Object, Integer> lengths =
                Map.of(0.3, 30, Map.of("steps", 45), 45, Map.of("epochs", 2), 40, Map.of("epochs", 0), 0);
        lengths.forEach((warmUp, steps) -> {
            LearningSchedule schedule = warmedUp(warmUp);
            for (long i = 0; i < 100; i++) {
                assertThat(schedule.relax(i).isPresent())
                        .as("warm-up %s, step %d", warmUp, i)
                        .isEqualTo(i >= steps && (i - steps) % 7 == 0);
            }
            PathChoice.Weighted first =
                    (PathChoice.Weighted) schedule.step(0).passes().get(0).path();
            assertThat(first.weight(0, 2)).isEqualTo(0.25);
        });
    }

    @Test
    void wrongWarmUpsAreRefused() {
        assertThatThrownBy(() -> warmedUp(Map.of("epochs", 5)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("warm-up of 100 steps leaves the logits nothing");
        assertThatThrownBy(() -> warmedUp(Map.of("epochs", 1, "steps", 3)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("s.warm-up is a share of the training, or has steps or epochs");
        assertThatThrownBy(() -> warmedUp("long"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("{epochs: 5}");
        assertThatThrownBy(() -> warmedUp(1.0)).isInstanceOf(BadInputException.class);
    }
}
