package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.OutputVariables;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Task;
import org.osnas.api.task.TrainedCriterion;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.Pass;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.weights.NotANumberException;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.engine.optim.OptimizerConfig.Rule;

/** A criterion whose weights learn beside the network. */
class TrainedCriterionTest {

    private static final SearchSpace SPACE = TinyTask.space();
    private static final OptimizerConfig SGD = new OptimizerConfig(0.9, 0.01, 5);

    /** Squared distance of a linear function of the output from the labels. */
    record Behind() implements TrainedCriterion {
        @Override
        public List<Weight> weights(Map<String, Shape> outputs, int classes) {
            int size = outputs.get("logits").channels();
            return List.of(new Weight("matrix", List.of(size, classes), Weight.Role.CLASS_VECTORS));
        }

        @Override
        public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
            SDVariable distance = outputs.only().mmul(outputs.weight("matrix")).sub(labels);
            return distance.mul(distance).mean();
        }
    }

    /** Learns with it. */
    record Learning(double factor) implements Task {
        @Override
        public TrainingAgent agent(CriterionCompiler compiler) {
            CompiledCriterion criterion = compiler.compile(new Behind());
            return new TrainingAgent() {
                @Override
                public double step(Model model, Batch batch) {
                    Outputs outputs = model.forward(batch.inputs());
                    CompiledCriterion.LossAndGradients result = criterion.lossAndGradients(outputs, batch.labels());
                    model.backward(result.gradients());
                    return factor * result.loss();
                }

                @Override
                public Evaluation evaluation() {
                    return new TinyTask.Collected();
                }
            };
        }
    }

    private static LearningTask task(long seed) {
        return LearningTask.of(new Learning(1), SPACE, TinyTask.CLASSES, seed);
    }

    private static TrainingStep step(int number) {
        return TrainingStep.of(PathChoice.of(TinyTask.SOME.get(number % TinyTask.SOME.size())));
    }

    private static void train(Supernet supernet, LearningTask task, int from, int to) {
        train(supernet, task, SGD, from, to);
    }

    private static void train(Supernet supernet, LearningTask task, OptimizerConfig config, int from, int to) {
        SupernetOptimizer optimizer = new SupernetOptimizer(supernet, task, config);
        for (int s = from; s < to; s++) {
            optimizer.step(step(s), TinyTask.batch(s, 16), 0.05);
        }
    }

    private static float[] matrix(LearningTask task) {
        return task.vectors().get(0).weights().toArray();
    }

    private static byte[] state(Supernet supernet, LearningTask task) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SupernetState.write(supernet, task, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void theyBeginFromTheSeedAndLearn() {
        assertThat(matrix(task(1))).isEqualTo(matrix(task(1))).isNotEqualTo(matrix(task(2)));
        assertThat(task(1).length()).isEqualTo(9);
        LearningTask task = task(1);
        float[] before = matrix(task);
        train(Supernet.create(SPACE, 3), task, 0, 3);
        assertThat(matrix(task)).isNotEqualTo(before);
        assertThat(task.vectors().get(0).updates()).isEqualTo(3);
    }

    /** What moves them is their gradient, clipped with that of the network, and the decay. */
    @Test
    void theyAreClippedWithTheNetworkAndDecay() {
        OptimizerConfig clipping = new OptimizerConfig(0.9, 0.01, 1e-3);
        Supernet supernet = Supernet.create(SPACE, 3);
        LearningTask task = task(1);
        float[] before = matrix(task);
        // The gradients of the first step, before anything moved.
        task.agent().step(supernet.model(PathChoice.of(TinyTask.SOME.get(0))), TinyTask.batch(0, 16));
        double own = Math.sqrt(task.squaredGradientNorm());
        supernet.network().forgetGradients();
        task.forgetGradients();
        assertThat(own).isPositive();
        SupernetOptimizer.StepResult result =
                new SupernetOptimizer(supernet, task, clipping).step(step(0), TinyTask.batch(0, 16), 0.5);
        assertThat(result.gradientNorm()).isGreaterThan(own);
        float[] after = matrix(task);
        double moved = 0;
        for (int i = 0; i < after.length; i++) {
            // What is left is the clipped gradient: the decay is known.
            double gradient = (before[i] - after[i]) / 0.5 - 0.01 * before[i];
            moved += gradient * gradient;
        }
        assertThat(Math.sqrt(moved)).isCloseTo(own * 1e-3 / result.gradientNorm(), within(1e-6));
    }

    /** A step of several passes moves them once, by the sum of the gradients. */
    @Test
    void passesOfAStepAddUp() {
        Supernet supernet = Supernet.create(SPACE, 3);
        LearningTask task = task(1);
        Pass pass = Pass.of(PathChoice.of(TinyTask.SOME.get(0)));
        task.agent().step(supernet.model(pass.path()), TinyTask.batch(0, 16));
        double once = task.squaredGradientNorm();
        task.agent().step(supernet.model(pass.path()), TinyTask.batch(0, 16));
        assertThat(task.squaredGradientNorm()).isCloseTo(4 * once, within(1e-4 * once));
        task.forgetGradients();
        assertThat(task.squaredGradientNorm()).isZero();
    }

    /** Whatever an optimizer remembers of blocks and criteria. */
    @ParameterizedTest
    @EnumSource(Rule.class)
    void theyAreResumedBitForBit(Rule rule) throws IOException {
        OptimizerConfig config = new OptimizerConfig(0.9, 0.01, 5, OptimizerConfig.Decayed.KERNELS, rule);
        Supernet whole = Supernet.create(SPACE, 3);
        LearningTask wholeTask = task(1);
        train(whole, wholeTask, config, 0, 8);
        Supernet begun = Supernet.create(SPACE, 3);
        LearningTask begunTask = task(1);
        train(begun, begunTask, config, 0, 4);
        byte[] saved = state(begun, begunTask);
        // Other first values: everything comes from the file.
        Supernet resumed = Supernet.create(SPACE, 4);
        LearningTask resumedTask = task(5);
        SupernetState.read(resumed, resumedTask, new DataInputStream(new ByteArrayInputStream(saved)));
        train(resumed, resumedTask, config, 4, 8);
        assertThat(state(resumed, resumedTask)).isEqualTo(state(whole, wholeTask));
        assertThat(matrix(resumedTask)).isEqualTo(matrix(wholeTask));
    }

    /** The file of a network is the same, with the weights behind it: who wants the network alone reads the beginning. */
    @Test
    void theyAreNoPartOfTheNetwork() throws IOException {
        Supernet supernet = Supernet.create(SPACE, 3);
        LearningTask task = task(1);
        train(supernet, task, 0, 2);
        ByteArrayOutputStream alone = new ByteArrayOutputStream();
        SupernetState.write(supernet, new DataOutputStream(alone));
        byte[] both = state(supernet, task);
        assertThat(both.length).isEqualTo(alone.size() + Long.BYTES + 1 + 2 * 9 * Float.BYTES);
        assertThat(Arrays.copyOf(both, alone.size())).isEqualTo(alone.toByteArray());
        assertThat(SameDiffExporter.graph(supernet, TinyTask.SOME.get(0)).variables())
                .noneMatch(variable -> variable.name().contains("matrix"));
    }

    @Test
    void aStepThatIsNotANumberChangesNothing() {
        Supernet supernet = Supernet.create(SPACE, 3);
        LearningTask task = LearningTask.of(new Learning(Double.NaN), SPACE, TinyTask.CLASSES, 1);
        float[] before = matrix(task);
        assertThatThrownBy(() -> train(supernet, task, 0, 1)).isInstanceOf(NotANumberException.class);
        assertThat(matrix(task)).isEqualTo(before);
        assertThat(task.squaredGradientNorm()).isZero();
    }

    /** Mixtures that are run on held-out images teach the weights nothing. */
    @Test
    void heldOutMixturesLeaveThemAlone() {
        Supernet supernet = Supernet.create(SPACE, 3);
        LearningTask task = task(1);
        try (SupernetRelaxation relaxation = new SupernetRelaxation(supernet, task, new TinyTask.Data(), 0, 1)) {
            relaxation.relax(new PathChoice.Weighted(new double[][] {{0.5, 0.2, 0.3}, {0.4, 0.6}, {0.1, 0.8, 0.1}}));
        }
        assertThat(task.squaredGradientNorm()).isZero();
    }
}
