package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Tail;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Split;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.evaluation.SupernetEvaluator;
import org.osnas.core.weights.Initialization;
import org.osnas.engine.internal.plan.Kernels;

/** A head on two features with two outputs: values, gradients that enter at both, evaluation, extraction, export. */
class TaskHeadTest {

    private static final List<Architecture> SOME = TinyTask.SOME;

    /** The middle layer of the tiny space has the stride, so the first one's output is {@code stride1}. */
    private static SearchSpace space() {
        SearchSpace tiny = TinyTask.space();
        Backbone backbone = new Backbone("two", tiny.input(), tiny.stem(), tiny.stages(), Tail.pooling());
        return backbone.with(head -> {
            int fine = head.read("stride1");
            int coarse = head.read("map");
            int pooled = head.add(new GlobalAveragePool(), fine);
            head.output("size", head.add(new Linear(4, 2, true), pooled));
            head.output("heat", head.add(Conv2d.of(6, 3, 3, 1), coarse));
        });
    }

    /** Half the sum of squares of all outputs, each with a weight of its own. */
    private static final class Squares implements TrainingAgent {
        private static final Map<String, Double> WEIGHTS = Map.of("size", 1.0, "heat", 0.5);

        static double loss(Outputs outputs) {
            return outputs.names().stream()
                    .mapToDouble(name -> WEIGHTS.get(name)
                            * outputs.get(name)
                                    .mul(outputs.get(name))
                                    .sumNumber()
                                    .doubleValue()
                            / 2)
                    .sum();
        }

        @Override
        public double step(Model model, Batch batch) {
            Outputs outputs = model.forward(batch.inputs());
            double loss = loss(outputs);
            Map<String, INDArray> gradients = new LinkedHashMap<>();
            // In another order than the network's: they go by their names.
            for (String name : List.of("heat", "size")) {
                gradients.put(name, outputs.get(name).mul(WEIGHTS.get(name)));
            }
            model.backward(Outputs.of(gradients));
            return loss;
        }

        @Override
        public Evaluation evaluation() {
            return new Kept();
        }
    }

    /** Keeps all outputs. */
    private static final class Kept implements Evaluation {
        final Map<String, List<Float>> values = new HashMap<>();

        @Override
        public void add(Outputs outputs, Batch batch) {
            outputs.names().forEach(name -> {
                List<Float> list = values.computeIfAbsent(name, key -> new ArrayList<>());
                for (float v : outputs.get(name).dup('c').data().asFloat()) {
                    list.add(v);
                }
            });
        }

        @Override
        public double score() {
            return 0;
        }

        @Override
        public Map<String, Double> metrics() {
            return Map.of();
        }
    }

    private enum Arithmetic {
        CPU,
        ND4J;

        Kernels kernels() {
            return this == CPU ? Kernels.cpu() : Kernels.nd4j();
        }
    }

    @ParameterizedTest
    @EnumSource(Arithmetic.class)
    void gradientsEnterAtBothFeatures(Arithmetic arithmetic) {
        SearchSpace space = space();
        Batch batch = TinyTask.batch(1, 4);
        PathChoice path = PathChoice.of(SOME.get(0));
        try (Supernet supernet = Supernet.create(space, Initialization.STANDALONE, 3, arithmetic.kernels())) {
            new Squares().step(supernet.model(path), batch);
            // The first layer serves both outputs; the stem lies before it.
            for (var block :
                    List.of(supernet.network().block(0, 0), supernet.network().stem())) {
                String weight = block.block().weights().get(0).name();
                float[] gradient = block.gradient(weight);
                INDArray values = block.weights().array(0);
                for (long i : new long[] {0, 7, values.length() - 1}) {
                    double h = 3e-4; // further away activations meet their kinks
                    double up = nudged(supernet, path, batch, values, i, h);
                    double down = nudged(supernet, path, batch, values, i, -h);
                    double expected = (up - down) / (2 * h);
                    assertThat((double) gradient[(int) i])
                            .isCloseTo(expected, within(0.05 * Math.max(5, Math.abs(expected))));
                }
            }
        }
    }

    private static double nudged(Supernet supernet, PathChoice path, Batch batch, INDArray values, long i, double h) {
        double before = values.getDouble(i);
        values.putScalar(i, before + h);
        PathModel model = supernet.model(path);
        double loss = Squares.loss(model.forward(batch.inputs()));
        model.discard();
        values.putScalar(i, before);
        return loss;
    }

    @Test
    void learns() {
        Supernet supernet = Supernet.create(space(), 3);
        SupernetOptimizer optimizer = new SupernetOptimizer(supernet, new Squares(), TinyTraining.SGD);
        double first = 0;
        double last = 0;
        for (int i = 0; i < 60; i++) {
            last = optimizer
                    .step(TrainingStep.of(PathChoice.of(SOME.get(i % SOME.size()))), TinyTask.batch(i, 8), 0.02)
                    .loss();
            first = i == 0 ? last : first;
        }
        assertThat(last).isLessThan(first / 2);
    }

    @Test
    void populationsAreEvaluatedAsEachAlone() {
        Supernet supernet = trained();
        SupernetEvaluator evaluator =
                new SupernetEvaluator(supernet, new TinyTask.Data(), new Squares(), BatchNormMode.INHERITED, 1);
        List<Evaluation> together = evaluator.evaluate(SOME, Split.VALIDATION);
        for (int a = 0; a < SOME.size(); a++) {
            Kept alone = (Kept)
                    evaluator.evaluate(List.of(SOME.get(a)), Split.VALIDATION).get(0);
            assertThat(((Kept) together.get(a)).values).isEqualTo(alone.values);
            assertThat(alone.values.keySet()).containsExactlyInAnyOrder("size", "heat");
        }
        assertThat(((Kept) together.get(0)).values).isNotEqualTo(((Kept) together.get(3)).values);
    }

    @Test
    void extractionAndExportGiveTheSameOutputs() {
        Supernet supernet = trained();
        INDArray images = TinyTask.batch(9, 5).inputs();
        for (Architecture architecture : SOME) {
            Outputs expected = supernet.outputs(architecture, images);
            assertThat(expected.names()).containsExactly("size", "heat");
            try (Supernet extracted = supernet.extract(architecture)) {
                Outputs outputs = extracted.outputs(Architecture.of(0, 0, 0), images);
                expected.names().forEach(name -> assertThat(outputs.get(name)).isEqualTo(expected.get(name)));
            }
            SameDiff graph = SameDiffExporter.graph(supernet, architecture);
            Map<String, INDArray> exported =
                    graph.output(Map.of(SameDiffExporter.INPUT, images), List.of("size", "heat"));
            expected.names().forEach(name -> assertThat(exported.get(name).equalsWithEps(expected.get(name), 1e-4))
                    .as(name)
                    .isTrue());
        }
        assertThat(supernet.network().pool().lent()).isZero();
    }

    @Test
    void gradientsOfOtherOutputsAreRefused() {
        PathModel model = Supernet.create(space(), 3).model(PathChoice.of(SOME.get(0)));
        Outputs outputs = model.forward(TinyTask.batch(1, 4).inputs());
        assertThatThrownBy(() -> model.backward(Outputs.of("size", outputs.get("size"))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The network gives [size, heat], so it takes gradients for these, but got them for [size]");
        assertThatThrownBy(() -> Supernet.create(space(), 3).predict(SOME.get(0), Nd4j.zeros(1, 8, 8, 2)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("size");
    }

    private static Supernet trained() {
        Supernet supernet = Supernet.create(space(), 3);
        SupernetOptimizer optimizer = new SupernetOptimizer(supernet, new Squares(), TinyTraining.SGD);
        for (int i = 0; i < 20; i++) {
            optimizer.step(TrainingStep.of(PathChoice.of(SOME.get(i % SOME.size()))), TinyTask.batch(i, 8), 0.02);
        }
        return supernet;
    }
}
