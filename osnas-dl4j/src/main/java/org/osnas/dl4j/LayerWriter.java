package org.osnas.dl4j;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.ChannelPart;
import org.osnas.api.space.ChannelShuffle;
import org.osnas.api.space.Concat;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.L2Norm;
import org.osnas.api.space.Layer;
import org.osnas.api.space.Linear;
import org.osnas.api.space.Pool;
import org.osnas.api.space.Predictor;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SqueezeExcite;
import org.osnas.api.space.Upsample;
import org.osnas.api.space.Zero;
import org.osnas.api.spi.BadInputException;

/** Adds one layer to a graph of Deeplearning4j, by its own layers and vertices but for shuffles and zeros. NCHW. */
final class LayerWriter {

    private final GraphWriter graph;
    private final String name;
    private final List<Value> inputs;
    private final List<float[]> weights;
    private final Value x;
    private final Shape out;

    /**
     * @param name of the vertex
     * @param weights values of the layer's weights, in their order
     */
    LayerWriter(GraphWriter graph, String name, Layer layer, List<Value> inputs, List<float[]> weights) {
        this.graph = graph;
        this.name = name;
        this.inputs = inputs;
        this.weights = weights;
        x = inputs.get(0);
        out = layer.outputShape(inputs.stream().map(Value::shape).toList());
    }

    // Java 17 has no pattern switch, so the sealed type is told apart here.
    Value write(Layer layer) {
        if (layer instanceof Conv2d c) {
            return conv(c);
        } else if (layer instanceof DepthwiseConv2d d) {
            graph.layer(
                    name,
                    new DepthwiseConvolution2D.Builder(d.kernel(), d.kernel())
                            .stride(d.stride(), d.stride())
                            .padding(d.kernel() / 2, d.kernel() / 2)
                            .convolutionMode(ConvolutionMode.Truncate)
                            .nIn(d.channels())
                            .nOut(d.channels())
                            .depthMultiplier(1)
                            .hasBias(false)
                            .build(),
                    x);
            graph.set(name, "W", array(weights.get(0), d.kernel(), d.kernel(), d.channels(), 1));
        } else if (layer instanceof BatchNorm b) {
            batchNorm(b);
        } else if (layer instanceof Activation a) {
            return activation(a);
        } else if (layer instanceof SqueezeExcite s) {
            return squeezeExcite(s);
        } else if (layer instanceof ChannelShuffle s) {
            graph.layer(name, new ShuffleLayer(s.groups(), x), x);
        } else if (layer instanceof ChannelPart p) {
            int size = x.shape().channels() / p.parts();
            graph.vertex(name, new SubsetVertex(p.index() * size, (p.index() + 1) * size - 1), x);
        } else if (layer instanceof Concat) {
            graph.vertex(name, new MergeVertex(), inputs.toArray(Value[]::new));
        } else if (layer instanceof Pool p) {
            graph.layer(
                    name,
                    new SubsamplingLayer.Builder(
                                    p.type() == Pool.Type.AVERAGE
                                            ? SubsamplingLayer.PoolingType.AVG
                                            : SubsamplingLayer.PoolingType.MAX,
                                    new int[] {p.kernel(), p.kernel()},
                                    new int[] {p.stride(), p.stride()})
                            .convolutionMode(ConvolutionMode.Same)
                            .build(),
                    x);
        } else if (layer instanceof GlobalAveragePool) {
            graph.layer(name, new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), x);
            return new Value(name, out, true);
        } else if (layer instanceof Linear l) {
            graph.dense(
                    name,
                    new DenseLayer.Builder()
                            .nIn(l.in())
                            .nOut(l.out())
                            .hasBias(l.bias())
                            .build(),
                    x);
            graph.set(name, "W", array(weights.get(0), l.in(), l.out()));
            if (l.bias()) {
                graph.set(name, "b", array(weights.get(1), 1, l.out()));
            }
            return new Value(name, out, true);
        } else if (layer instanceof Add) {
            graph.vertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs.toArray(Value[]::new));
        } else if (layer instanceof L2Norm) {
            graph.vertex(name, new L2NormalizeVertex(new int[] {1}, L2Norm.EPSILON), x);
        } else if (layer instanceof Zero) {
            if (out.equals(x.shape())) {
                graph.vertex(name, new ScaleVertex(0), x);
            } else {
                graph.layer(name, new ZeroLayer(out), x);
            }
        } else if (layer instanceof Dropout d) {
            if (d.rate() == 0) {
                return x;
            }
            // Deeplearning4j counts what is kept.
            graph.layer(name, new DropoutLayer.Builder(1 - d.rate()).build(), x);
        } else if (layer instanceof Upsample u) {
            graph.layer(name, new Upsampling2D.Builder(u.factor()).build(), x);
        } else if (layer instanceof Predictor p) {
            return conv(name, x, new Conv2d(p.in(), p.out(), 1, 1, 1, true), weights);
        } else {
            throw new BadInputException(
                    "it is %s, of which only SameDiff knows how to compute it. Export the network for SameDiff"
                            .formatted(layer));
        }
        return new Value(name, out, x.vector());
    }

    private Value conv(Conv2d c) {
        if (c.groups() == 1) {
            return conv(name, x, c, weights);
        }
        int in = c.in() / c.groups();
        int each = c.out() / c.groups();
        Value[] parts = new Value[c.groups()];
        for (int g = 0; g < parts.length; g++) {
            Value part = new Value(name + ".in" + g, x.shape().strided(1, in), false);
            graph.vertex(part.name(), new SubsetVertex(g * in, (g + 1) * in - 1), x);
            List<float[]> own = c.bias()
                    ? List.of(weights.get(g), Arrays.copyOfRange(weights.get(c.groups()), g * each, (g + 1) * each))
                    : List.of(weights.get(g));
            parts[g] = conv(name + ".group" + g, part, new Conv2d(in, each, c.kernel(), c.stride(), 1, c.bias()), own);
        }
        graph.vertex(name, new MergeVertex(), parts);
        return new Value(name, out, false);
    }

    private Value conv(String as, Value from, Conv2d c, List<float[]> values) {
        graph.layer(
                as,
                new ConvolutionLayer.Builder(c.kernel(), c.kernel())
                        .stride(c.stride(), c.stride())
                        .padding(c.kernel() / 2, c.kernel() / 2)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .nIn(c.in())
                        .nOut(c.out())
                        .hasBias(c.bias())
                        .build(),
                from);
        graph.set(
                as,
                "W",
                array(values.get(0), c.kernel(), c.kernel(), c.in(), c.out()).permute(3, 2, 0, 1));
        if (c.bias()) {
            graph.set(as, "b", array(values.get(1), 1, c.out()));
        }
        return new Value(as, from.shape().strided(c.stride(), c.out()), false);
    }

    private void batchNorm(BatchNorm b) {
        graph.layer(
                name,
                new BatchNormalization.Builder()
                        .nIn(b.channels())
                        .nOut(b.channels())
                        .eps(b.epsilon())
                        .decay(1 - b.momentum())
                        .useLogStd(false)
                        .lockGammaBeta(!b.affine())
                        .gamma(1)
                        .beta(0)
                        .build(),
                x);
        int at = b.affine() ? 2 : 0;
        if (b.affine()) {
            graph.set(name, "gamma", array(weights.get(0), 1, b.channels()));
            graph.set(name, "beta", array(weights.get(1), 1, b.channels()));
        }
        graph.set(name, "mean", array(weights.get(at), 1, b.channels()));
        graph.set(name, "var", array(weights.get(at + 1), 1, b.channels()));
    }

    private Value activation(Activation a) {
        switch (a.function()) {
            case RELU -> graph.layer(name, element(org.nd4j.linalg.activations.Activation.RELU), x);
            case RELU6 -> graph.layer(name, element(org.nd4j.linalg.activations.Activation.RELU6), x);
            case SIGMOID -> graph.layer(name, element(org.nd4j.linalg.activations.Activation.SIGMOID), x);
            case H_SWISH ->
                // Deeplearning4j's hard sigmoid has the slope 0.2.
                graph.vertex(name, product(), x, hardSigmoid(x));
            case PRELU -> {
                PReLULayer.Builder prelu = new PReLULayer.Builder();
                if (x.vector()) {
                    prelu.inputShape(a.channels());
                } else {
                    prelu.inputShape(a.channels(), x.shape().height(), x.shape().width())
                            .sharedAxes(2, 3);
                }
                graph.layer(name, prelu.nIn(a.channels()).nOut(a.channels()).build(), x);
                graph.set(name, "W", array(weights.get(0), a.channels()));
            }
        }
        return new Value(name, out, x.vector());
    }

    private static ActivationLayer element(org.nd4j.linalg.activations.Activation function) {
        return new ActivationLayer.Builder().activation(function).build();
    }

    private static ElementWiseVertex product() {
        return new ElementWiseVertex(ElementWiseVertex.Op.Product);
    }

    /** {@code relu6(z + 3) / 6}. */
    private Value hardSigmoid(Value z) {
        Value shifted = new Value(name + ".plus3", z.shape(), z.vector());
        Value clipped = new Value(name + ".relu6", z.shape(), z.vector());
        Value gate = new Value(name + ".gate", z.shape(), z.vector());
        graph.vertex(shifted.name(), new ShiftVertex(3), z);
        graph.layer(clipped.name(), element(org.nd4j.linalg.activations.Activation.RELU6), shifted);
        graph.vertex(gate.name(), new ScaleVertex(1.0 / 6), clipped);
        return gate;
    }

    private Value squeezeExcite(SqueezeExcite s) {
        Value mean = new Value(name + ".mean", new Shape(1, 1, s.channels()), false);
        graph.layer(
                mean.name(),
                new GlobalPoolingLayer.Builder(PoolingType.AVG)
                        .collapseDimensions(false)
                        .build(),
                x);
        Value squeezed = conv(
                name + ".squeeze", mean, new Conv2d(s.channels(), s.reduced(), 1, 1, 1, true), weights.subList(0, 2));
        Value active = new Value(name + ".relu", squeezed.shape(), false);
        graph.layer(active.name(), element(org.nd4j.linalg.activations.Activation.RELU), squeezed);
        Value excited = conv(
                name + ".excite", active, new Conv2d(s.reduced(), s.channels(), 1, 1, 1, true), weights.subList(2, 4));
        graph.vertex(name, product(), x, hardSigmoid(excited));
        return new Value(name, out, false);
    }

    private static INDArray array(float[] values, long... shape) {
        return Nd4j.create(values, shape, 'c');
    }
}
