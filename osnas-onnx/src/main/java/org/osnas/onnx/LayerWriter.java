package org.osnas.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.osnas.api.task.OnnxLayer;

/** Adds one layer to a graph of ONNX. NCHW, kernels {@code [out, in, kH, kW]}. */
final class LayerWriter {

    private final GraphWriter graph;
    private final List<Value> inputs;
    private final List<float[]> weights;
    private final Optional<Normalisation> folded;

    /**
     * @param folded the normalisation that is taken into the weights of the layer
     */
    LayerWriter(GraphWriter graph, List<Value> inputs, List<float[]> weights, Optional<Normalisation> folded) {
        this.graph = graph;
        this.inputs = inputs;
        this.weights = weights;
        this.folded = folded;
    }

    /** Whether a normalisation behind it can be taken into its weights. */
    static boolean folds(Layer layer) {
        return layer instanceof Conv2d || layer instanceof DepthwiseConv2d || layer instanceof Linear;
    }

    /** Whether its output is a vector. */
    static boolean givesVector(Layer layer, List<Value> inputs) {
        return layer instanceof GlobalAveragePool
                || layer instanceof Linear
                || inputs.get(0).vector();
    }

    // Java 17 has no pattern switch, so the sealed type is told apart here.
    String write(Layer layer) {
        Value x = inputs.get(0);
        if (layer instanceof Conv2d c) {
            return conv(x, kernel(c), c.out(), c.in() / c.groups(), c.kernel(), c.stride(), c.groups());
        } else if (layer instanceof DepthwiseConv2d d) {
            int places = d.kernel() * d.kernel();
            Kernel kernel = new Kernel(Kernel.transposed(weights.get(0), places), Optional.empty());
            return conv(x, kernel, d.channels(), 1, d.kernel(), d.stride(), d.channels());
        } else if (layer instanceof BatchNorm b) {
            return batchNorm(b, x);
        } else if (layer instanceof Activation a) {
            return activation(a, x);
        } else if (layer instanceof SqueezeExcite s) {
            return squeezeExcite(s, x);
        } else if (layer instanceof ChannelShuffle s) {
            return moves().shuffle(s, x);
        } else if (layer instanceof ChannelPart p) {
            return moves().part(p, x);
        } else if (layer instanceof Concat) {
            return inputs.size() == 1 ? x.name() : graph.node("Concat", names(), Map.of("axis", 1L));
        } else if (layer instanceof Pool p) {
            return moves().pool(p, x);
        } else if (layer instanceof GlobalAveragePool) {
            return graph.node("Flatten", List.of(graph.node("GlobalAveragePool", names())), Map.of("axis", 1L));
        } else if (layer instanceof Linear l) {
            return linear(l, x);
        } else if (layer instanceof Add) {
            return graph.node("Add", names());
        } else if (layer instanceof L2Norm) {
            String length = graph.node("ReduceL2", names(), Map.of("axes", new long[] {1}, "keepdims", 1L));
            String least = graph.constant("least", new float[] {(float) L2Norm.EPSILON});
            return graph.node("Div", List.of(x.name(), graph.node("Max", List.of(length, least))));
        } else if (layer instanceof Zero) {
            return moves().zero(layer.outputShape(shapes()), x);
        } else if (layer instanceof Dropout) {
            return x.name();
        } else if (layer instanceof Upsample u) {
            return moves().upsample(u, x);
        } else if (layer instanceof Predictor p) {
            float[] kernel = Kernel.outputFirst(weights.get(0), 1, p.in(), p.out());
            return conv(x, new Kernel(kernel, Optional.of(weights.get(1))), p.out(), p.in(), 1, 1, 1);
        } else if (layer instanceof OnnxLayer own) {
            return own.toOnnx(graph, names(), shapes(), weights);
        }
        throw new BadInputException(("it is %s, of which only SameDiff knows how to compute it. To export it, let %s"
                        + " implement %s beside SameDiffLayer")
                .formatted(layer, layer.getClass().getName(), OnnxLayer.class.getName()));
    }

    private MoveWriter moves() {
        return new MoveWriter(graph);
    }

    private List<String> names() {
        return inputs.stream().map(Value::name).toList();
    }

    private List<Shape> shapes() {
        return inputs.stream().map(Value::shape).toList();
    }

    private Kernel kernel(Conv2d c) {
        int in = c.in() / c.groups();
        int out = c.out() / c.groups();
        float[] all = new float[c.out() * in * c.kernel() * c.kernel()];
        for (int g = 0; g < c.groups(); g++) {
            float[] part = Kernel.outputFirst(weights.get(g), c.kernel() * c.kernel(), in, out);
            System.arraycopy(part, 0, all, g * part.length, part.length);
        }
        return new Kernel(all, c.bias() ? Optional.of(weights.get(c.groups())) : Optional.empty());
    }

    private String conv(Value x, Kernel plain, int out, int in, int size, int stride, int groups) {
        Kernel kernel = folded.map(plain::then).orElse(plain);
        long pad = size / 2;
        return graph.node(
                "Conv",
                with(x.name(), kernel, out, in, size, size),
                Map.of(
                        "kernel_shape", new long[] {size, size},
                        "strides", new long[] {stride, stride},
                        "pads", new long[] {pad, pad, pad, pad},
                        "group", (long) groups));
    }

    private List<String> with(String x, Kernel kernel, long... shape) {
        List<String> all = new ArrayList<>(List.of(x, graph.constant("weight", kernel.values(), shape)));
        kernel.bias().ifPresent(bias -> all.add(graph.constant("bias", bias, bias.length)));
        return all;
    }

    private String linear(Linear l, Value x) {
        String vector = x.vector() ? x.name() : graph.node("Flatten", List.of(x.name()), Map.of("axis", 1L));
        Kernel plain = new Kernel(
                Kernel.transposed(weights.get(0), l.in()), l.bias() ? Optional.of(weights.get(1)) : Optional.empty());
        Kernel kernel = folded.map(plain::then).orElse(plain);
        return graph.node("Gemm", with(vector, kernel, l.out(), l.in()), Map.of("transB", 1L));
    }

    private String batchNorm(BatchNorm b, Value x) {
        int at = b.affine() ? 2 : 0;
        float[] ones = new float[b.channels()];
        Arrays.fill(ones, 1);
        List<String> all = List.of(
                x.name(),
                graph.constant("gamma", b.affine() ? weights.get(0) : ones, b.channels()),
                graph.constant("beta", b.affine() ? weights.get(1) : new float[b.channels()], b.channels()),
                graph.constant("mean", weights.get(at), b.channels()),
                graph.constant("variance", weights.get(at + 1), b.channels()));
        return graph.node("BatchNormalization", all, Map.of("epsilon", (float) b.epsilon()));
    }

    private String activation(Activation a, Value x) {
        switch (a.function()) {
            case RELU:
                return graph.node("Relu", names());
            case RELU6:
                return graph.node(
                        "Clip",
                        List.of(x.name(), graph.constant("min", new float[] {0}), graph.constant("max", new float[] {6
                        })));
            case PRELU:
                long[] shape = x.vector() ? new long[] {a.channels()} : new long[] {a.channels(), 1, 1};
                return graph.node("PRelu", List.of(x.name(), graph.constant("slope", weights.get(0), shape)));
            case H_SWISH:
                return graph.node("HardSwish", names());
            case SIGMOID:
                return graph.node("Sigmoid", names());
            default:
                throw new IllegalStateException("unknown activation " + a.function());
        }
    }

    private String squeezeExcite(SqueezeExcite s, Value x) {
        String mean = graph.node("GlobalAveragePool", names());
        String squeezed = graph.node("Relu", List.of(dense("squeeze", mean, 0, s.channels(), s.reduced())));
        String excited = dense("excite", squeezed, 2, s.reduced(), s.channels());
        String gate = graph.node("HardSigmoid", List.of(excited), Map.of("alpha", (float) (1.0 / 6.0), "beta", 0.5f));
        return graph.node("Mul", List.of(x.name(), gate));
    }

    /** A linear layer on a map of one place, as a convolution. */
    private String dense(String name, String x, int weight, int in, int out) {
        float[] kernel = Kernel.transposed(weights.get(weight), in);
        return graph.node(
                "Conv",
                List.of(
                        x,
                        graph.constant(name + "_weight", kernel, out, in, 1, 1),
                        graph.constant(name + "_bias", weights.get(weight + 1), out)));
    }
}
