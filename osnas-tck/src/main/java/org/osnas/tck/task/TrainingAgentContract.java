package org.osnas.tck.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.MeanScore;
import org.osnas.api.task.MeanScored;
import org.osnas.api.task.MeanScoring;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Task;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.Divergence;

/**
 * The rules of {@link Task} and {@link TrainingAgent} as tests, for tasks whose network has one output with as many
 * columns as the labels. To check a task, implement the interface in a test class that returns it from {@link #task}.
 */
public interface TrainingAgentContract {

    /** A criterion that any task can have. */
    Criterion SQUARED_ERROR = (graph, outputs, labels) ->
            graph.math().square(outputs.only().sub(labels)).mean();

    /** Batches of an evaluation. */
    int BATCHES = 3;

    /** The task whose agents are checked, with the given criterion. */
    Task task(Criterion criterion);

    private TrainingAgent agent() {
        return task(SQUARED_ERROR).agent(new ReferenceCompiler());
    }

    /** A task is a value: made twice from the same, it is the same, and its agents have the same abilities. */
    @Test
    default void required_A00_aTaskIsAValue() {
        assertThat(task(SQUARED_ERROR)).isEqualTo(task(SQUARED_ERROR)).hasSameHashCodeAs(task(SQUARED_ERROR));
        Task task = task(SQUARED_ERROR);
        TrainingAgent one = task.agent(new ReferenceCompiler());
        assertThat(task.agent(new ReferenceCompiler())).isNotSameAs(one).hasSameClassAs(one);
    }

    /** A step is one forward pass of the inputs, then one backward pass with a gradient of the output's shape. */
    @Test
    default void required_A01_aStepIsForwardThenBackward() {
        try (Batch batch = batch()) {
            Recorder model = new Recorder(Samples.ofScale(1));
            double loss = agent().step(model, batch);
            assertThat(loss).isFinite();
            assertThat(model.inputs).isSameAs(batch.inputs());
            assertThat(model.gradient().shape()).containsExactly(model.output.shape());
        }
    }

    /** What goes backward is the gradient of the loss that the step returns. */
    @Test
    default void required_A02_gradientIsThatOfTheLoss() {
        try (Batch batch = batch()) {
            TrainingAgent agent = agent();
            Function<INDArray, Recorder> model = output -> new Recorder(output);
            INDArray output = Samples.ofScale(1);
            Recorder recorder = model.apply(output);
            agent.step(recorder, batch);
            INDArray gradient = recorder.gradient().dup();
            Samples.requireGradient(gradient, output, o -> agent.step(model.apply(o), batch));
        }
    }

    /** The score is among the metrics, and every metric is a number. */
    @Test
    default void required_A03_scoreIsAmongTheMetrics() {
        Evaluation evaluation = evaluate(agent(), 1);
        assertThat(evaluation.metrics()).containsValue(evaluation.score());
        assertThat(evaluation.metrics().values()).allMatch(Double::isFinite);
    }

    /** A network that is right scores higher than one that is wrong. */
    @Test
    default void required_A04_rightOutputsScoreHigher() {
        assertThat(evaluate(agent(), 1).score())
                .isGreaterThan(evaluate(agent(), -1).score());
    }

    /** Evaluations know nothing of each other, and equal ones give equal scores. */
    @Test
    default void required_A05_evaluationsAreIndependent() {
        TrainingAgent agent = agent();
        double alone = evaluate(agent, 1).score();
        evaluate(agent, -1);
        assertThat(evaluate(agent, 1).score()).isEqualTo(alone);
    }

    /** An agent that is {@link MeanScoring} says of what values its score is the mean, and stays in range. */
    @Test
    default void required_A06_aMeanScoreAddsUp() {
        assumeTrue(agent() instanceof MeanScoring, "its scores are no means");
        for (double sign : new double[] {1, -1}) {
            Evaluation evaluation = evaluate(agent(), sign);
            MeanScore mean = ((MeanScored) evaluation).mean();
            assertThat(mean.examples()).isEqualTo(BATCHES * Samples.BATCH);
            assertThat(mean.mean()).isEqualTo(evaluation.score()).isBetween(mean.least(), mean.most());
        }
    }

    /** An agent that {@link Distils} goes back once, with the gradient of what it returns; none from its own outputs. */
    @Test
    default void required_A07_distillationFollowsItsLoss() {
        assumeTrue(agent() instanceof Distils, "it does not distil");
        Distils agent = (Distils) agent();
        Outputs teacher = Outputs.of(Samples.OUTPUT, Samples.labels());
        try (Batch batch = batch()) {
            INDArray output = Samples.ofScale(1);
            Recorder model = new Recorder(output);
            agent.distil(model, batch, teacher, new Divergence.KullbackLeibler());
            INDArray gradient = model.gradient().dup();
            Samples.requireGradient(
                    gradient,
                    output,
                    o -> agent.distil(new Recorder(o), batch, teacher, new Divergence.KullbackLeibler()));
            Recorder same = new Recorder(Samples.labels());
            assertThat(agent.distil(same, batch, teacher, new Divergence.KullbackLeibler()))
                    .isCloseTo(0, within(1e-6));
        }
    }

    private static Evaluation evaluate(TrainingAgent agent, double sign) {
        Evaluation evaluation = agent.evaluation();
        for (int i = 0; i < BATCHES; i++) {
            try (Batch batch = batch()) {
                evaluation.add(Outputs.of(Samples.OUTPUT, batch.labels().mul(sign)), batch);
            }
        }
        return evaluation;
    }

    private static Batch batch() {
        return new Batch(Nd4j.ones(DataType.FLOAT, Samples.BATCH, 4, 4, 1), Samples.labels());
    }

    /** A model with a fixed output that keeps what it is given. */
    final class Recorder implements Model {
        private final INDArray output;
        private @Nullable INDArray inputs;
        private @Nullable INDArray gradient;

        private Recorder(INDArray output) {
            this.output = output;
        }

        /** What went backward. */
        private INDArray gradient() {
            return Objects.requireNonNull(gradient, "the agent made no backward pass");
        }

        @Override
        public Outputs forward(INDArray given) {
            assertThat(inputs).as("forward pass before").isNull();
            inputs = given;
            return Outputs.of(Samples.OUTPUT, output);
        }

        @Override
        public void backward(Outputs gradients) {
            assertThat(inputs).as("inputs of the forward pass").isNotNull();
            assertThat(gradient).as("backward pass before").isNull();
            assertThat(gradients.names()).containsExactly(Samples.OUTPUT);
            gradient = gradients.only();
        }
    }
}
