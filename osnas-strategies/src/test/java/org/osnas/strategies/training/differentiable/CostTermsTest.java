package org.osnas.strategies.training.differentiable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.strategies.training.differentiable.SmallCosts.COSTS;
import static org.osnas.strategies.training.differentiable.SmallCosts.LOGITS;
import static org.osnas.strategies.training.differentiable.SmallCosts.MACS;
import static org.osnas.strategies.training.differentiable.SmallCosts.SPACE;
import static org.osnas.strategies.training.differentiable.SmallCosts.TARGET;
import static org.osnas.strategies.training.differentiable.SmallCosts.context;
import static org.osnas.strategies.training.differentiable.SmallCosts.zeros;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.Metric;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.PathChoice;

class CostTermsTest {

    static List<CostLoss> losses() {
        return List.of(
                new CostLoss.Linear(0.3, TARGET),
                new CostLoss.Squared(0.7, TARGET),
                new CostLoss.Squared(0.7, 2 * TARGET),
                new CostLoss.Log(0.2, 0.6),
                new CostLoss.Power(0.07, TARGET));
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
