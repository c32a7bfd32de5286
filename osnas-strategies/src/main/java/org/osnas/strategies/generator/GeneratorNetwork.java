package org.osnas.strategies.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.osnas.api.spi.Check;
import org.osnas.api.task.GradientFunction;

/**
 * The network of SGNAS: sees a prior architecture as an image of layers by candidates, and the target cost expanded to
 * planes of the same size, and gives logits of the same size. Both enter through 3×3 convolutions with ReLU of their
 * own, meet in a sum, and pass a residual body (the paper's code: 32 channels, ten planes, three body blocks). Rows of
 * a batch are independent. Not thread-safe.
 */
final class GeneratorNetwork implements AutoCloseable {

    private static final int CHANNELS = 32;
    private static final int PLANES = 10;

    private final int depth;
    private final int width;
    private final SameDiff graph = SameDiff.create();
    private final List<String> weights = new ArrayList<>();
    private final List<GradientUpdater<?>> updaters = new ArrayList<>();
    /** Of each weight: first and second moments of Adam, one after the other. */
    private final List<INDArray> moments = new ArrayList<>();

    private final RandomGenerator random;
    private int iteration;

    /**
     * @param width largest number of candidates of a layer
     * @param random of the initial weights
     */
    GeneratorNetwork(int depth, int width, double learningRate, RandomGenerator random) {
        this.depth = depth;
        this.width = width;
        this.random = random;
        SDVariable prior = graph.placeHolder("prior", DataType.FLOAT, -1, depth, width, 1);
        SDVariable target = graph.placeHolder("target", DataType.FLOAT, -1, depth, width, PLANES);
        SDVariable sum = relu(relu(prior, 1), CHANNELS).add(relu(relu(relu(target, PLANES), CHANNELS), CHANNELS));
        SDVariable body = sum;
        for (int i = 0; i < 4; i++) {
            body = relu(body, CHANNELS);
        }
        SDVariable bias = graph.var("bias", Nd4j.zeros(DataType.FLOAT, 1, 1, 1, 1));
        weights.add("bias");
        SDVariable image = conv(body.add(sum), CHANNELS, 1).add(bias);
        SDVariable logits = graph.reshape("logits", image, -1, depth, width);
        SDVariable noise = graph.placeHolder("noise", DataType.FLOAT, -1, depth, width);
        SDVariable sharpness = graph.placeHolder("sharpness", DataType.FLOAT, 1, 1, 1);
        SDVariable mixture = graph.nn.softmax("mixture", logits.add(noise).mul(sharpness), 2);
        // Linear in the mixture: its gradient is exactly the one that is handed in, whatever loss that came from.
        SDVariable gradient = graph.placeHolder("gradient", DataType.FLOAT, -1, depth, width);
        mixture.mul(gradient).sum("loss");
        graph.setLossVariables("loss");
        for (String name : weights) {
            Adam adam = Adam.builder().learningRate(learningRate).beta1(0.5).build();
            long length = graph.getVariable(name).getArr().length();
            INDArray both = Nd4j.zeros(DataType.FLOAT, 1, 2 * length);
            moments.add(both);
            updaters.add(adam.instantiate(both, true));
        }
    }

    private SDVariable relu(SDVariable in, int channels) {
        return graph.nn.relu(conv(in, channels, CHANNELS), 0);
    }

    // He initialisation by fan-out, as in the paper's code.
    private SDVariable conv(SDVariable in, int from, int to) {
        float[] values = new float[9 * from * to];
        double deviation = Math.sqrt(2.0 / (9 * to));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        String name = "conv" + weights.size();
        weights.add(name);
        SDVariable w = graph.var(name, Nd4j.createFromArray(values).reshape(3, 3, from, to));
        Conv2DConfig same = Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .paddingMode(PaddingMode.SAME)
                .dataFormat("NHWC")
                .build();
        return graph.cnn.conv2d(in, w, same);
    }

    /**
     * @param priors {@code [row][layer][candidate]}
     * @param targets one a row, 0 to 1
     * @return logits {@code [row][layer][candidate]}
     */
    float[][][] logits(float[][][] priors, double[] targets) {
        return rows(output(inputs(priors, targets), "logits"));
    }

    /**
     * One step of Adam.
     *
     * @param noise added to the logits
     * @param loss gives the gradient of the loss with respect to the mixtures {@code softmax((logits + noise) /
     *     temperature)}, all {@code [row][layer][candidate]}
     */
    void train(float[][][] priors, double[] targets, float[][][] noise, double temperature, MixtureLoss loss) {
        Map<String, INDArray> inputs = inputs(priors, targets);
        inputs.put("noise", Nd4j.createFromArray(noise));
        inputs.put("sharpness", Nd4j.createFromArray((float) (1 / temperature)).reshape(1, 1, 1));
        float[][][] gradient = loss.gradient(rows(output(inputs, "mixture")));
        inputs.put("gradient", Nd4j.createFromArray(gradient));
        GradientFunction.define(graph);
        Map<String, INDArray> gradients = graph.calculateGradients(inputs, weights);
        for (int i = 0; i < weights.size(); i++) {
            INDArray values = graph.getVariable(weights.get(i)).getArr();
            INDArray gradientOfWeight = Objects.requireNonNull(gradients.get(weights.get(i)), weights.get(i));
            INDArray update = gradientOfWeight.dup('c').reshape(1, values.length());
            updaters.get(i).applyUpdater(update, iteration, 0);
            values.subi(update.reshape(values.shape()));
        }
        iteration++;
        inputs.values().forEach(INDArray::close);
        graph.getSessions().clear();
    }

    /** See {@link #train}. */
    @FunctionalInterface
    interface MixtureLoss {
        float[][][] gradient(float[][][] mixtures);
    }

    /** Steps of Adam so far. */
    int iteration() {
        return iteration;
    }

    /** Number of steps, then of each weight its values and its moments. */
    double[] state() {
        DoubleStream.Builder state = DoubleStream.builder().add(iteration);
        for (INDArray array : learned()) {
            for (float value : array.dup('c').reshape(array.length()).toFloatVector()) {
                state.add(value);
            }
        }
        return state.build().toArray();
    }

    /** Takes up the state of a network of the same size. */
    void restore(double[] state) {
        long length = 1 + learned().stream().mapToLong(INDArray::length).sum();
        Check.that(
                state.length == length,
                "The state of the generator has %d values, but a network for this space has %d: it belongs to"
                        + " another space or version. Start a new search.",
                state.length,
                length);
        iteration = (int) state[0];
        int next = 1;
        for (INDArray array : learned()) {
            float[] values = new float[(int) array.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) state[next++];
            }
            array.assign(Nd4j.createFromArray(values).reshape(array.shape()));
        }
    }

    private List<INDArray> learned() {
        List<INDArray> learned = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            learned.add(graph.getVariable(weights.get(i)).getArr());
            learned.add(moments.get(i));
        }
        return learned;
    }

    private Map<String, INDArray> inputs(float[][][] priors, double[] targets) {
        Map<String, INDArray> inputs = new java.util.HashMap<>();
        inputs.put("prior", Nd4j.createFromArray(priors).reshape(priors.length, depth, width, 1));
        float[] planes = new float[targets.length * depth * width * PLANES];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (float) targets[i / (depth * width * PLANES)];
        }
        inputs.put("target", Nd4j.createFromArray(planes).reshape(targets.length, depth, width, PLANES));
        return inputs;
    }

    private INDArray output(Map<String, INDArray> inputs, String name) {
        return graph.outputSingle(inputs, name);
    }

    private float[][][] rows(INDArray array) {
        float[] flat = array.dup('c').reshape(array.length()).toFloatVector();
        float[][][] rows = new float[flat.length / (depth * width)][depth][width];
        for (int i = 0; i < flat.length; i++) {
            rows[i / (depth * width)][i / width % depth][i % width] = flat[i];
        }
        return rows;
    }

    @Override
    public void close() {
        graph.getSessions().clear();
    }
}
