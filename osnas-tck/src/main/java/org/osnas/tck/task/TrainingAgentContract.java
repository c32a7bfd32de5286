package org.osnas.tck.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.MeanScore;
import org.osnas.api.task.Model;
import org.osnas.api.task.TrainingAgent;

/**
 * The rules of {@link TrainingAgent} as tests, for tasks whose network has one output for each column of the labels. To
 * check an agent, implement the interface in a test class that returns it from {@link #agent}.
 */
public interface TrainingAgentContract {

    /** Batches of an evaluation. */
    int BATCHES = 3;

    /** The agent to check, with the given criterion. */
    TrainingAgent agent(Criterion criterion);

    private TrainingAgent agent() {
        return agent((graph, output, labels) ->
                graph.math().square(output.sub(labels)).mean());
    }

    /** A step is one forward pass of the features, then one backward pass with a gradient of the output's shape. */
    @Test
    default void required_A01_aStepIsForwardThenBackward() {
        try (Batch batch = batch()) {
            Recorder model = new Recorder(Outputs.ofScale(1));
            double loss = agent().step(model, batch);
            assertThat(loss).isFinite();
            assertThat(model.features).isSameAs(batch.features());
            assertThat(model.gradient.shape()).containsExactly(model.output.shape());
        }
    }

    /** What goes backward is the gradient of the loss that the step returns. */
    @Test
    default void required_A02_gradientIsThatOfTheLoss() {
        try (Batch batch = batch()) {
            TrainingAgent agent = agent();
            Function<INDArray, Recorder> model = output -> new Recorder(output);
            INDArray output = Outputs.ofScale(1);
            Recorder recorder = model.apply(output);
            agent.step(recorder, batch);
            INDArray gradient = recorder.gradient.dup();
            Outputs.requireGradient(gradient, output, o -> agent.step(model.apply(o), batch));
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

    /** An agent that provides {@link Capability#MEAN_SCORE} says of what values its score is the mean, and stays in range. */
    @Test
    default void required_A06_aMeanScoreAddsUp() {
        if (!agent().provides().contains(Capability.MEAN_SCORE)) {
            assertThatThrownBy(() -> evaluate(agent(), 1).mean()).isInstanceOf(MissingCapabilityException.class);
            return;
        }
        for (double sign : new double[] {1, -1}) {
            Evaluation evaluation = evaluate(agent(), sign);
            MeanScore mean = evaluation.mean();
            assertThat(mean.examples()).isEqualTo(BATCHES * Outputs.BATCH);
            assertThat(mean.mean()).isEqualTo(evaluation.score()).isBetween(mean.least(), mean.most());
        }
    }

    private static Evaluation evaluate(TrainingAgent agent, double sign) {
        Evaluation evaluation = agent.evaluation();
        for (int i = 0; i < BATCHES; i++) {
            try (Batch batch = batch()) {
                evaluation.add(batch.labels().mul(sign), batch);
            }
        }
        return evaluation;
    }

    private static Batch batch() {
        return new Batch(Nd4j.ones(DataType.FLOAT, Outputs.BATCH, 4, 4, 1), Outputs.labels());
    }

    /** A model with a fixed output that keeps what it is given. */
    final class Recorder implements Model {
        private final INDArray output;
        private INDArray features;
        private INDArray gradient;

        private Recorder(INDArray output) {
            this.output = output;
        }

        @Override
        public INDArray forward(INDArray given) {
            assertThat(features).as("forward pass before").isNull();
            features = given;
            return output;
        }

        @Override
        public void backward(INDArray outputGradient) {
            assertThat(features).as("features of the forward pass").isNotNull();
            assertThat(gradient).as("backward pass before").isNull();
            gradient = outputGradient;
        }
    }
}
