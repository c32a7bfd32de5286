package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.weights.BothKernels;
import org.osnas.core.internal.weights.GoldenFiles;
import org.osnas.core.internal.weights.GoldenWeights;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.weights.Initialization;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.spaces.FbnetS;

/**
 * A whole fbnet-s network inside the supernet against an independent implementation: logits, loss, gradient norms, and
 * the first losses of gradient descent. Reads every file in the directory of system property {@code osnas.golden.net}.
 */
class GoldenNetTest {

    static Stream<Arguments> files() {
        return BothKernels.with(GoldenFiles.with("osnas.golden.net", "net", "grad_norms_f64"));
    }

    /** Label-smoothing cross-entropy in double precision. */
    private static final class ReferenceAgent implements TrainingAgent {
        private final double smoothing;

        ReferenceAgent(double smoothing) {
            this.smoothing = smoothing;
        }

        @Override
        public double step(Model model, Batch batch) {
            Outputs outputs = model.forward(batch.inputs());
            INDArray gradient = Nd4j.create(outputs.only().shape());
            double loss = loss(outputs.only(), batch.labels(), gradient);
            model.backward(outputs.map(output -> gradient));
            return loss;
        }

        double loss(INDArray logits, INDArray labels, INDArray gradient) {
            int n = (int) logits.size(0);
            int classes = (int) logits.size(1);
            double loss = 0;
            for (int i = 0; i < n; i++) {
                double max = logits.getRow(i).maxNumber().doubleValue();
                double sum = 0;
                for (int c = 0; c < classes; c++) {
                    sum += Math.exp(logits.getDouble(i, c) - max);
                }
                for (int c = 0; c < classes; c++) {
                    double target = (1 - smoothing) * labels.getDouble(i, c) + smoothing / classes;
                    double logP = logits.getDouble(i, c) - max - Math.log(sum);
                    loss -= target * logP / n;
                    gradient.putScalar(i, c, (Math.exp(logP) - target) / n);
                }
            }
            return loss;
        }

        @Override
        public Evaluation evaluation() {
            throw new UnsupportedOperationException("this agent only trains");
        }
    }

    /** The fill rule of the file, see its field {@code fill}. */
    private static double uniform(long i, long k) {
        long mask = 0xFFFFFFFFL;
        long h = (i * 2654435761L + k * 40503L + 12345L) & mask;
        h ^= h >>> 16;
        h = (h * 0x45d9f3bL) & mask;
        h ^= h >>> 16;
        h = (h * 0x45d9f3bL) & mask;
        h ^= h >>> 16;
        return h / 4294967296.0 - 0.5;
    }

    private static List<SharedBlock> path(Supernet supernet, Architecture architecture) {
        List<SharedBlock> blocks = new ArrayList<>();
        blocks.add(supernet.network().stem());
        for (int l = 0; l < architecture.length(); l++) {
            blocks.add(supernet.network().block(l, architecture.choice(l)));
        }
        blocks.add(supernet.network().head());
        return blocks;
    }

    /** One of our trained weights of the path, and the PyTorch tensor (or group of it) that it is. */
    private record Slot(SharedBlock block, int index, Weight weight, String torchName) {}

    private static List<Slot> fill(Supernet supernet, Architecture architecture, JsonNode golden) {
        List<Slot> slots = new ArrayList<>();
        int k = 0;
        for (SharedBlock block : path(supernet, architecture)) {
            List<Weight> weights = block.block().weights();
            for (int w = 0; w < weights.size(); ) {
                if (!weights.get(w).role().trainable()) {
                    w++;
                    continue;
                }
                JsonNode param = golden.get("params").get(k);
                int[] shape = GoldenFiles.shape(param);
                int length = 1;
                for (int s : shape) {
                    length *= s;
                }
                float[] torch = new float[length];
                double scale = Math.sqrt(12) * Math.sqrt(2.0 / ((double) length / shape[0]));
                for (int i = 0; i < length; i++) {
                    torch[i] = switch (param.get("fill").asText()) {
                        case "one" -> 1f;
                        case "zero" -> 0f;
                        default -> (float) (scale * uniform(i, k));
                    };
                }
                int span = GoldenWeights.span(weights, w, length);
                float[][] ours = GoldenWeights.fromTorch(torch, weights.subList(w, w + span));
                for (int g = 0; g < span; g++) {
                    Kernels.nd4j().wrap(block.weights().array(w + g)).write(ours[g]);
                    slots.add(new Slot(
                            block, w + g, weights.get(w + g), param.get("name").asText()));
                }
                w += span;
                k++;
            }
        }
        assertThat(k).as("trained tensors").isEqualTo(golden.get("params").size());
        return slots;
    }

    @ParameterizedTest
    @MethodSource("files")
    void matchesTheReference(Kernels kernels, Path file) {
        JsonNode golden = GoldenFiles.read(file);
        int classes = golden.get("classes").asInt();
        int batch = golden.get("batch").asInt();
        SearchSpace space =
                new FbnetS().create(new Shape(32, 32, 3), Settings.empty()).classifier(classes);
        int[] choices = new int[golden.get("arch").size()];
        for (int l = 0; l < choices.length; l++) {
            choices[l] = golden.get("arch").get(l).asInt();
        }
        Architecture architecture = Architecture.of(choices);
        Supernet supernet = Supernet.create(space, Initialization.defaultFor(space), 1, kernels);
        List<Slot> slots = fill(supernet, architecture, golden);
        float[] nchw = new float[batch * 3 * 32 * 32];
        for (int j = 0; j < nchw.length; j++) {
            nchw[j] = (float) (3 * uniform(j, 1000003));
        }
        float[] nhwc = GoldenFiles.channelsLast(nchw, new int[] {batch, 3, 32, 32});
        INDArray inputs = Nd4j.createFromArray(nhwc).reshape(batch, 32, 32, 3);
        INDArray labels = Nd4j.zeros(batch, classes);
        for (int i = 0; i < batch; i++) {
            labels.putScalar(i, golden.get("labels").get(i).asInt(), 1);
        }
        ReferenceAgent agent = new ReferenceAgent(golden.get("label_smoothing").asDouble());
        PathModel model = supernet.model(PathChoice.of(architecture));

        Outputs outputs = model.forward(inputs);
        INDArray logits = outputs.only();
        float[] expected = GoldenFiles.data(golden.get("logits_train"));
        assertThat(GoldenFiles.relativeError(logits.dup().data().asFloat(), expected))
                .isLessThan(1e-4);
        INDArray gradient = Nd4j.create(logits.shape());
        double loss = agent.loss(logits, labels, gradient);
        assertThat(loss)
                .isCloseTo(golden.get("loss_f64").asDouble(), org.assertj.core.data.Percentage.withPercentage(0.01));
        model.backward(outputs.map(output -> gradient));
        compareGradients(slots, golden);

        INDArray evaluated = supernet.predict(architecture, inputs);
        float[] expectedEval = GoldenFiles.data(golden.get("logits_eval"));
        assertThat(GoldenFiles.relativeError(evaluated.data().asFloat(), expectedEval))
                .isLessThan(1e-4);

        // With ND4J's order of summation a few pre-activations fall on the other side of a corner, see below.
        double[] tolerances = {1e-4, kernels == Kernels.cpu() ? 1e-4 : 5e-3};
        sgdTrace(supernet, agent, architecture, new Batch(inputs, labels), golden.get("sgd_trace"), tolerances);
    }

    /**
     * Behind the last kink, gradients agree to 1e-4. Further back, one pre-activation in a million lies within rounding
     * of a corner of ReLU6, and on which side of it depends on the order of summation in a convolution: another
     * convolution library moves these norms by as much. Each block alone is held to 1e-4 by {@code GoldenBlocksTest}.
     */
    private static void compareGradients(List<Slot> slots, JsonNode golden) {
        Map<String, Double> squares = new LinkedHashMap<>();
        for (Slot slot : slots) {
            double sum = 0;
            for (float g : slot.block().gradient(slot.weight().name())) {
                sum += (double) g * g;
            }
            squares.merge(slot.torchName(), sum, Double::sum);
        }
        List<Double> errors = new ArrayList<>();
        squares.forEach((name, square) -> {
            double exact = golden.get("grad_norms_f64").get(name).asDouble();
            if (exact > 1e-3) {
                double error = Math.abs(Math.sqrt(square) / exact - 1);
                assertThat(error).as(name).isLessThan(name.startsWith("last_stages.2") ? 1e-4 : 2e-2);
                errors.add(error);
            }
        });
        assertThat(errors).as("tensors compared").hasSizeGreaterThan(squares.size() * 8 / 10);
        assertThat(errors.stream().sorted().skip(errors.size() / 2).findFirst().orElseThrow())
                .as("median error")
                .isLessThan(2e-3);
    }

    private static void sgdTrace(
            Supernet supernet,
            TrainingAgent agent,
            Architecture architecture,
            Batch batch,
            JsonNode trace,
            double[] tolerances) {
        OptimizerConfig sgd = new OptimizerConfig(
                trace.get("momentum").asDouble(), trace.get("weight_decay").asDouble(), Double.POSITIVE_INFINITY);
        supernet.network().touched().forEach(SharedBlock::forgetGradient);
        supernet.network().touched().clear();
        SupernetOptimizer optimizer = new SupernetOptimizer(supernet, agent, sgd);
        for (int i = 0; i < 2; i++) {
            double loss = optimizer
                    .step(
                            TrainingStep.of(PathChoice.of(architecture)),
                            batch,
                            trace.get("lr").asDouble())
                    .loss();
            double exact = trace.get("losses_f64").get(i).asDouble();
            assertThat(loss).as("loss before step " + i).isCloseTo(exact, within(exact * tolerances[i]));
        }
    }
}
