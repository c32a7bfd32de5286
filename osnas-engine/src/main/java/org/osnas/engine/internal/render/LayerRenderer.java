package org.osnas.engine.internal.render;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
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
import org.osnas.api.task.SameDiffLayer;

/** Adds one layer to a SameDiff graph. NHWC, kernels {@code [kH, kW, in, out]}. */
final class LayerRenderer {

    private final SameDiff graph;
    private final List<SDVariable> inputs;
    private final List<Shape> shapes;
    private final List<SDVariable> weights;
    private final Set<SDVariable> vectors;
    private OptionalDouble dropoutRate = OptionalDouble.empty();

    /**
     * @param vectors the variables of rank 2; the layer's output is added if it is one
     */
    LayerRenderer(
            SameDiff graph,
            List<SDVariable> inputs,
            List<Shape> shapes,
            List<SDVariable> weights,
            Set<SDVariable> vectors) {
        this.graph = graph;
        this.inputs = inputs;
        this.shapes = shapes;
        this.weights = weights;
        this.vectors = vectors;
    }

    OptionalDouble dropoutRate() {
        return dropoutRate;
    }

    SDVariable render(Layer layer) {
        SDVariable y = add(layer);
        boolean keepsRank = !(layer instanceof Concat || layer instanceof Add) && vectors.contains(inputs.get(0));
        if (layer instanceof GlobalAveragePool || layer instanceof Linear || layer instanceof L2Norm || keepsRank) {
            vectors.add(y);
        }
        return y;
    }

    // Java 17 has no pattern switch, so the sealed type is told apart here, in the one place that needs it.
    private SDVariable add(Layer layer) {
        SDVariable x = inputs.get(0);
        if (layer instanceof Conv2d c) {
            return conv(c, x);
        } else if (layer instanceof DepthwiseConv2d d) {
            return graph.cnn().depthWiseConv2d(x, weights.get(0), config(d.kernel(), d.stride()));
        } else if (layer instanceof BatchNorm b) {
            return batchNorm(b, x);
        } else if (layer instanceof Activation a) {
            return activation(a, x);
        } else if (layer instanceof SqueezeExcite s) {
            return squeezeExcite(s, x);
        } else if (layer instanceof ChannelShuffle s) {
            return shuffle(s, x);
        } else if (layer instanceof ChannelPart s) {
            return graph.split(x, s.parts(), 3)[s.index()];
        } else if (layer instanceof Concat) {
            return inputs.size() == 1 ? graph.identity(x) : graph.concat(3, inputs.toArray(SDVariable[]::new));
        } else if (layer instanceof Pool p) {
            return pool(p, x);
        } else if (layer instanceof GlobalAveragePool) {
            return x.mean(false, 1, 2);
        } else if (layer instanceof Linear l) {
            SDVariable vector = vectors.contains(x) ? x : graph.reshape(x, -1, l.in());
            SDVariable y = graph.mmul(vector, weights.get(0));
            return l.bias() ? graph.nn().biasAdd(y, weights.get(1), false) : y;
        } else if (layer instanceof L2Norm n) {
            return unit(n, x);
        } else if (layer instanceof Add) {
            return x.add(inputs.get(1));
        } else if (layer instanceof Zero) {
            return zero(layer, x);
        } else if (layer instanceof Dropout d) {
            dropoutRate = OptionalDouble.of(d.rate());
            return graph.identity(x);
        } else if (layer instanceof Upsample u) {
            return graph.cnn().upsampling2d(x, u.factor(), u.factor(), false);
        } else if (layer instanceof Predictor) {
            return graph.nn().biasAdd(graph.cnn().conv2d(x, weights.get(0), null, config(1, 1)), weights.get(1), false);
        } else if (layer instanceof SameDiffLayer custom) {
            return custom.apply(graph, inputs, weights);
        }
        throw new BadInputException(
                "Custom layer " + layer.getClass().getName() + " must implement " + SameDiffLayer.class.getName());
    }

    private SDVariable unit(L2Norm n, SDVariable x) {
        SDVariable vector = vectors.contains(x) ? x : graph.reshape(x, -1, n.channels());
        SDVariable squares = graph.math().square(vector).sum(true, 1);
        // The smallest normal float is about 1e-38, so the square of epsilon is one.
        SDVariable bounded = graph.max(squares, graph.constant((float) (L2Norm.EPSILON * L2Norm.EPSILON)));
        return vector.div(graph.math().sqrt(bounded));
    }

    private SDVariable conv(Conv2d c, SDVariable x) {
        Conv2DConfig config = config(c.kernel(), c.stride());
        SDVariable y;
        if (c.groups() == 1) {
            y = graph.cnn().conv2d(x, weights.get(0), null, config);
        } else {
            // SameDiff's conv2d has no groups. The array that split gives stays with the operation: leave it alone.
            SDVariable[] parts = graph.split(x, c.groups(), 3);
            SDVariable[] outputs = new SDVariable[parts.length];
            for (int g = 0; g < parts.length; g++) {
                outputs[g] = graph.cnn().conv2d(parts[g], weights.get(g), null, config);
            }
            y = graph.concat(3, outputs);
        }
        return c.bias() ? graph.nn().biasAdd(y, weights.get(c.groups()), false) : y;
    }

    private SDVariable batchNorm(BatchNorm b, SDVariable x) {
        int at = b.affine() ? 2 : 0;
        SDVariable gamma = b.affine() ? weights.get(0) : graph.constant(Nd4j.ones(DataType.FLOAT, b.channels()));
        SDVariable beta = b.affine() ? weights.get(1) : graph.constant(Nd4j.zeros(DataType.FLOAT, b.channels()));
        int axis = vectors.contains(x) ? 1 : 3;
        return graph.nn().batchNorm(x, weights.get(at), weights.get(at + 1), gamma, beta, b.epsilon(), axis);
    }

    private SDVariable activation(Activation a, SDVariable x) {
        switch (a.function()) {
            case RELU:
                return graph.nn().relu(x, 0);
            case RELU6:
                return graph.nn().relu6(x, 0);
            case PRELU:
                return vectors.contains(x)
                        ? graph.nn().prelu(x, weights.get(0))
                        : graph.nn().prelu(x, graph.reshape(weights.get(0), 1, 1, a.channels()), 1, 2);
            case H_SWISH:
                return x.mul(hardSigmoid(x));
            case SIGMOID:
                return graph.nn().sigmoid(x);
            default:
                throw new IllegalStateException("unknown activation " + a.function());
        }
    }

    // libnd4j's own hardsigmoid is 0.2x + 0.5.
    private SDVariable hardSigmoid(SDVariable x) {
        return graph.nn().relu6(x.add(3.0), 0).mul(1.0 / 6.0);
    }

    private SDVariable squeezeExcite(SqueezeExcite s, SDVariable x) {
        SDVariable squeezed = graph.nn()
                .relu(graph.nn().biasAdd(graph.mmul(x.mean(false, 1, 2), weights.get(0)), weights.get(1), false), 0);
        SDVariable excited = graph.nn().biasAdd(graph.mmul(squeezed, weights.get(2)), weights.get(3), false);
        return x.mul(graph.reshape(hardSigmoid(excited), -1, 1, 1, s.channels()));
    }

    private SDVariable shuffle(ChannelShuffle s, SDVariable x) {
        Shape in = shapes.get(0);
        int perGroup = in.channels() / s.groups();
        SDVariable grouped = graph.reshape(x, -1, in.height(), in.width(), s.groups(), perGroup);
        return graph.reshape(graph.permute(grouped, 0, 1, 2, 4, 3), -1, in.height(), in.width(), in.channels());
    }

    private SDVariable pool(Pool p, SDVariable x) {
        Pooling2DConfig config = Pooling2DConfig.builder()
                .kH(p.kernel())
                .kW(p.kernel())
                .sH(p.stride())
                .sW(p.stride())
                .paddingMode(PaddingMode.SAME)
                .isNHWC(true)
                .build();
        return p.type() == Pool.Type.AVERAGE
                ? graph.cnn().avgPooling2d(x, config)
                : graph.cnn().maxPooling2d(x, config);
    }

    private SDVariable zero(Layer layer, SDVariable x) {
        Shape out = layer.outputShape(shapes);
        SDVariable zeros = graph.constant(Nd4j.zeros(DataType.FLOAT, 1, out.height(), out.width(), out.channels()));
        // One zero an example, broadcast over the constant: the batch size stays open.
        return graph.reshape(x.mean(false, 1, 2, 3).mul(0.0), -1, 1, 1, 1).add(zeros);
    }

    private static Conv2DConfig config(int kernel, int stride) {
        return Conv2DConfig.builder()
                .kH(kernel)
                .kW(kernel)
                .sH(stride)
                .sW(stride)
                .pH(kernel / 2)
                .pW(kernel / 2)
                .paddingMode(PaddingMode.VALID)
                .dataFormat("NHWC")
                .build();
    }
}
