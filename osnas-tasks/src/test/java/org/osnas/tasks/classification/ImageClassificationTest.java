package org.osnas.tasks.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Split;
import org.osnas.api.task.TaskProvider;
import org.osnas.api.task.TrainingAgent;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.tasks.Golden;
import org.osnas.tasks.criterion.CrossEntropy;
import org.osnas.tasks.criterion.FocalLoss;
import org.osnas.tasks.dataflow.FashionMnistSubsetProvider;

class ImageClassificationTest {

    private record Outcome(float[] weights, Map<String, Double> metrics, double lastLoss) {}

    @Test
    void aLinearModelLearnsAndLearnsTheSameTwice() {
        Outcome first = train();
        Outcome second = train();
        // A linear classifier reaches about 0.84 on all of Fashion-MNIST; 200 steps see 1.3 epochs of the subset.
        assertThat(first.metrics().get("top1")).isGreaterThan(0.78);
        assertThat(first.metrics().get("top5")).isGreaterThan(0.98);
        assertThat(first.metrics().get("loss")).isLessThan(0.75);
        assertThat(second.weights()).isEqualTo(first.weights());
        assertThat(second.metrics()).isEqualTo(first.metrics());
        assertThat(second.lastLoss()).isEqualTo(first.lastLoss());
    }

    private static Outcome train() {
        Settings data = Settings.of("data", Map.of("augment", false, "limit", 10_000));
        TrainingAgent agent = agent(0, 5);
        try (Dataflow flow = new FashionMnistSubsetProvider().create(data, 64, 17)) {
            SoftmaxModel model = new SoftmaxModel((int) flow.input().elements(), flow.classes());
            double loss = 0;
            try (BatchStream stream = flow.training(0)) {
                for (int step = 0; step < 200; step++) {
                    try (Batch batch = stream.next()) {
                        loss = agent.step(model, batch);
                    }
                    model.update(0.01);
                }
            }
            Evaluation evaluation = agent.evaluation();
            try (BatchStream stream = flow.evaluation(Split.TEST)) {
                while (stream.hasNext()) {
                    try (Batch batch = stream.next()) {
                        evaluation.add(model.forward(batch.inputs()), batch);
                    }
                }
            }
            assertThat(evaluation.score()).isEqualTo(evaluation.metrics().get("top1"));
            return new Outcome(model.weights.data().asFloat(), evaluation.metrics(), loss);
        }
    }

    @Test
    void accuracyMatchesTheGoldenValues() {
        JsonNode golden = Golden.losses("accuracy.json");
        INDArray output = Golden.tensor(golden.get("x"));
        Evaluation evaluation = agent(0, 5).evaluation();
        INDArray labels = Golden.oneHot(golden.get("target"), 10);
        evaluation.add(Outputs.of("logits", output), new Batch(output, labels));
        assertThat(evaluation.metrics().get("top1"))
                .isCloseTo(golden.get("top1").asDouble(), within(1e-7));
        assertThat(evaluation.metrics().get("top5"))
                .isCloseTo(golden.get("top5").asDouble(), within(1e-7));
    }

    @Test
    void metricsAreMeansOverExamplesNotBatches() {
        Evaluation evaluation = agent(0, 2).evaluation();
        evaluation.add(outputs(new float[][] {{5, 0, 1}, {5, 0, 1}, {5, 0, 1}}), labels(0, 2, 1));
        evaluation.add(outputs(new float[][] {{0, 0, 0}}), labels(0));
        assertThat(evaluation.metrics().keySet()).containsExactly("top1", "top2", "probability", "loss");
        assertThat(evaluation.score()).isEqualTo(0.5);
        assertThat(evaluation.metrics().get("top2")).isEqualTo(0.75);
        double log = Math.log(Math.exp(5) + 1 + Math.E);
        assertThat(evaluation.metrics().get("loss"))
                .isCloseTo((log - 5 + log - 1 + log + Math.log(3)) / 4, within(1e-6));
        double sum = Math.exp(log);
        assertThat(evaluation.metrics().get("probability"))
                .isCloseTo((Math.exp(5) / sum + Math.E / sum + 1 / sum + 1 / 3.0) / 4, within(1e-12));
    }

    @Test
    void equalOutputsGoToTheFirstClassAndNotANumberIsWrong() {
        Evaluation evaluation = agent(0, 2).evaluation();
        evaluation.add(outputs(new float[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}), labels(0, 1, 2));
        assertThat(evaluation.score()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(evaluation.metrics().get("top2")).isCloseTo(2 / 3.0, within(1e-12));
        Evaluation broken = agent(0, 2).evaluation();
        broken.add(outputs(new float[][] {{Float.NaN, Float.NaN, Float.NaN}}), labels(0));
        assertThat(broken.score()).isZero();
        assertThat(broken.metrics().get("probability")).isZero();
        assertThat(broken.metrics().get("loss")).isNaN();
    }

    @Test
    void topKIsLeftOutWhereItCannotMiss() {
        Evaluation evaluation = agent(0, 5).evaluation();
        evaluation.add(outputs(new float[][] {{1, 0, 0}}), labels(0));
        assertThat(evaluation.metrics().keySet()).containsExactly("top1", "probability", "loss");
        Evaluation empty = agent(0, 5).evaluation();
        assertThatThrownBy(empty::score).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLossThatIsNotANumberIsReturnedAndNotPropagated() {
        SoftmaxModel model = new SoftmaxModel(2, 3);
        model.weights.assign(Float.NaN);
        double loss = agent(0.1, 5)
                .step(model, new Batch(array(new float[][] {{1, 2}}), labels(1).labels()));
        assertThat(loss).isNaN();
        assertThat(model.backwardCalls).isZero();
    }

    @Test
    void refusesANetworkWithOtherClasses() {
        SoftmaxModel model = new SoftmaxModel(2, 4);
        TrainingAgent agent = agent(0.1, 5);
        Batch batch = new Batch(array(new float[][] {{1, 2}}), labels(1).labels());
        assertThatThrownBy(() -> agent.step(model, batch))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("[1, 4]", "[1, 3]", "classes");
    }

    @Test
    void aTaskIsAValue() {
        assertThat(new ImageClassification())
                .isEqualTo(new ImageClassification(new CrossEntropy(0), 5))
                .isEqualTo(new ImageClassificationProvider().create(new CrossEntropy(), Settings.empty()))
                .isNotEqualTo(new ImageClassification(new FocalLoss()));
    }

    @Test
    void providersReadTheirSettings() {
        Map<String, Criterion> criteria = new HashMap<>();
        ServiceLoader.load(CriterionProvider.class).forEach(p -> {
            assertThat(p.description()).isNotBlank();
            criteria.put(p.name(), p.create(Settings.empty()));
            assertThatThrownBy(() -> p.create(Settings.of("criterion", Map.of("temperature", 2))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("Unknown key temperature");
        });
        assertThat(criteria)
                .containsAllEntriesOf(Map.of(
                        "cross-entropy", new CrossEntropy(0),
                        "label-smoothing-cross-entropy", new CrossEntropy(0.1),
                        "focal", new FocalLoss(1, 2)));
        assertThatThrownBy(() -> new CrossEntropy(1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("below 1, got 1.0");
        assertThatThrownBy(() -> new FocalLoss(0, 2)).isInstanceOf(BadInputException.class);
        TaskProvider task = ServiceLoader.load(TaskProvider.class).findFirst().orElseThrow();
        assertThat(task).extracting(Component::name).isEqualTo("image-classification");
        assertThatThrownBy(() -> task.create(new CrossEntropy(0), Settings.of("task", Map.of("top-k", 1))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("task.top-k");
    }

    private static ClassificationAgent agent(double smoothing, int topK) {
        return new ImageClassification(new CrossEntropy(smoothing), topK).agent(new CriterionPlans());
    }

    private static Outputs outputs(float[][] values) {
        return Outputs.of("logits", array(values));
    }

    private static INDArray array(float[][] values) {
        return Nd4j.createFromArray(values);
    }

    private static Batch labels(int... classes) {
        float[][] values = new float[classes.length][3];
        for (int i = 0; i < classes.length; i++) {
            values[i][classes[i]] = 1;
        }
        return new Batch(array(values), array(values));
    }
}
