package org.osnas.tasks.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Task;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.engine.internal.plan.CriterionPlan;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.Labels;
import org.osnas.tasks.dataflow.ArrayDataflow;

/** Tasks whose labels are numbers. */
class ValuesTest {

    private static final INDArray TRUTH = Nd4j.createFromArray(new float[][] {{1, 0, 1}, {0, 1, 0}});

    static Stream<Criterion> criteria() {
        return Stream.of(
                new SquaredError(),
                new AbsoluteError(),
                new HuberLoss(0.7),
                new HuberLoss(2),
                new BinaryCrossEntropy());
    }

    @ParameterizedTest
    @MethodSource("criteria")
    void gradientsFollowFiniteDifferences(Criterion criterion) {
        CriterionPlan plan = new CriterionPlan(criterion);
        INDArray x = Nd4j.createFromArray(new float[][] {{0.4f, -2.1f, 1.3f}, {0.6f, 4.2f, -0.5f}});
        LossAndGradients result = plan.lossAndGradients(Outputs.of("values", x), TRUTH);
        for (int i = 0; i < x.length(); i++) {
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                INDArray moved = x.dup();
                moved.putScalar(i, x.getDouble(i) + (side == 0 ? -1e-3 : 1e-3));
                losses[side] = plan.loss(Outputs.of("values", moved), TRUTH);
            }
            assertThat(result.gradients().only().getDouble(i)).isCloseTo((losses[1] - losses[0]) / 2e-3, within(2e-3));
        }
    }

    @Test
    void lossesAreThoseOfTheirFormulas() {
        Outputs three = Outputs.of("values", Nd4j.createFromArray(new float[][] {{1.5f, -2, 1}}));
        INDArray truth = Nd4j.createFromArray(new float[][] {{1, 0, 1}});
        assertThat(new CriterionPlan(new SquaredError()).loss(three, truth)).isCloseTo(4.25 / 3, within(1e-6));
        assertThat(new CriterionPlan(new AbsoluteError()).loss(three, truth)).isCloseTo(2.5 / 3, within(1e-6));
        assertThat(new CriterionPlan(new HuberLoss(1)).loss(three, truth)).isCloseTo((0.125 + 1.5) / 3, within(1e-6));
        double cross = Math.log(1 + Math.exp(-1.5)) + Math.log(1 + Math.exp(-2)) + Math.log(1 + Math.exp(-1));
        assertThat(new CriterionPlan(new BinaryCrossEntropy()).loss(three, truth))
                .isCloseTo(cross / 3, within(1e-6));
        Outputs sure = Outputs.of("values", Nd4j.createFromArray(new float[][] {{1e4f, -1e4f, 1e4f}}));
        assertThat(new CriterionPlan(new BinaryCrossEntropy()).loss(sure, truth))
                .isZero();
        assertThatThrownBy(() -> new HuberLoss(0)).isInstanceOf(BadInputException.class);
    }

    private static Evaluation evaluated(Task task, float[][] guesses, float[][] truths) {
        Evaluation evaluation = task.agent(new CriterionPlans()).evaluation();
        assertThatThrownBy(evaluation::score).isInstanceOf(IllegalStateException.class);
        // In two parts, as batches come.
        for (int i = 0; i < guesses.length; i += 2) {
            float[][] some = Arrays.copyOfRange(guesses, i, Math.min(i + 2, guesses.length));
            float[][] same = Arrays.copyOfRange(truths, i, Math.min(i + 2, guesses.length));
            try (Batch batch = new Batch(Nd4j.zeros(some.length, 1, 1, 1), Nd4j.createFromArray(same))) {
                evaluation.add(Outputs.of("values", Nd4j.createFromArray(some)), batch);
            }
        }
        return evaluation;
    }

    /** By hand: variance 8/3 a quantity, squared errors 1 and 8. */
    @Test
    void regressionIsScoredByWhatItExplains() {
        float[][] truths = {{10002, 0}, {10004, 2}, {10006, 4}};
        float[][] guesses = {{10002, 2}, {10005, 2}, {10006, 2}};
        Evaluation evaluation = evaluated(new Regression(), guesses, truths);
        assertThat(evaluation.score()).isCloseTo((7.0 / 8 + 0) / 2, within(1e-6));
        assertThat(evaluation.metrics())
                .containsEntry("r2", evaluation.score())
                .containsEntry("mean_squared_error", 9.0 / 6)
                .containsEntry("mean_absolute_error", 5.0 / 6);
        assertThat(evaluated(new Regression(), truths, truths).score()).isEqualTo(1);
    }

    /** By hand: the first name is at ranks 1 and 3, so (1 + 2/3) / 2; the second at 2 and 3 of three equal ones. */
    @Test
    void multiLabelIsScoredByAveragePrecision() {
        float[][] truths = {{1, 0, 0}, {0, 1, 0}, {1, 1, 0}};
        float[][] guesses = {{3, 5, -1}, {2, 5, -1}, {1, 5, -1}};
        Evaluation evaluation = evaluated(new MultiLabel(), guesses, truths);
        assertThat(evaluation.score()).isCloseTo((5.0 / 6 + 2.0 / 3) / 2, within(1e-9));
        assertThat(evaluation.metrics())
                .containsEntry("accuracy_of_labels", 7.0 / 9)
                .containsEntry("accuracy_of_examples", 1.0 / 3);
        guesses[0][0] = Float.NaN;
        assertThat(evaluated(new MultiLabel(), guesses, truths).score()).isLessThan(evaluation.score());
    }

    @Test
    void dataOfAnotherKindIsRefused() {
        Examples examples = Examples.of(
                new Shape(1, 1, 1),
                new float[][] {{1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}},
                Labels.ofYesNo(new float[][] {{0}, {1}, {1}, {0}, {1}, {1}, {0}, {1}, {1}, {0}}, List.of("red")));
        try (ArrayDataflow data =
                ArrayDataflow.of(examples.split(0.2, 0.2)).batch(2).open()) {
            assertThat(data.description().labels()).isEqualTo(LabelKind.YES_NO);
            assertThat(data.description().names()).containsExactly("red");
            new MultiLabel().requireData(data.description());
            assertThatThrownBy(() -> new Regression().requireData(data.description()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("of the kind YES_NO");
        }
        assertThatThrownBy(() -> Labels.ofYesNo(new float[][] {{0.5f}}, List.of("red")))
                .hasMessageContaining("yes is 1 and no is 0");
        assertThatThrownBy(() -> Labels.ofValues(new float[][] {{1, 2}}, List.of("red")))
                .hasMessageContaining("example 0 has 2 values");
    }
}
