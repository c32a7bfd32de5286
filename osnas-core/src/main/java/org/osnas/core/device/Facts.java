package org.osnas.core.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.Layer;
import org.osnas.api.space.Pool;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SqueezeExcite;

/** What names in braces stand for: facts of a block or a layer at the shape of its input. */
final class Facts {

    /**
     * @param activation the function that follows, perhaps behind a batch normalisation: devices fuse it
     */
    record OfLayer(String kind, Optional<String> activation, Map<String, String> facts) {}

    private Facts() {}

    /** Of a block as a whole; those of a depthwise convolution if it has exactly one. */
    static Map<String, String> of(Block block, List<Shape> inputs) {
        Map<String, String> facts = new TreeMap<>();
        Shape in = inputs.get(0);
        facts.put("block", block.name());
        shape(facts, "in", in);
        shape(facts, "out", block.shapes(inputs).get(block.outputs().get(0)));
        List<Layer> layers = block.nodes().stream().map(Block.Node::layer).toList();
        List<DepthwiseConv2d> depthwise = layers.stream()
                .filter(DepthwiseConv2d.class::isInstance)
                .map(DepthwiseConv2d.class::cast)
                .toList();
        if (depthwise.size() == 1) {
            DepthwiseConv2d one = depthwise.get(0);
            facts.put("mid", Integer.toString(one.channels()));
            window(facts, one.kernel(), one.stride());
            if (one.channels() % in.channels() == 0) {
                facts.put("expand", Integer.toString(one.channels() / in.channels()));
            }
        }
        List<Conv2d> convolutions = layers.stream()
                .filter(Conv2d.class::isInstance)
                .map(Conv2d.class::cast)
                .toList();
        if (depthwise.isEmpty() && convolutions.size() == 1) {
            window(facts, convolutions.get(0).kernel(), convolutions.get(0).stride());
        }
        facts.put("idskip", flag(layers.stream().anyMatch(Add.class::isInstance)));
        facts.put("se", flag(layers.stream().anyMatch(SqueezeExcite.class::isInstance)));
        facts.put(
                "hs",
                flag(layers.stream()
                        .anyMatch(layer -> layer instanceof Activation activation
                                && activation.function() == Activation.Function.H_SWISH)));
        return facts;
    }

    /** Of each layer of a block, in order. */
    static List<OfLayer> ofLayers(Block block, List<Shape> inputs) {
        List<Shape> shapes = block.shapes(inputs);
        List<OfLayer> layers = new ArrayList<>();
        for (int n = 0; n < block.nodes().size(); n++) {
            Block.Node node = block.nodes().get(n);
            Map<String, String> facts = new TreeMap<>();
            shape(facts, "in", shapes.get(node.inputs().get(0)));
            shape(facts, "out", shapes.get(inputs.size() + n));
            Layer layer = node.layer();
            if (layer instanceof Conv2d conv) {
                window(facts, conv.kernel(), conv.stride());
                facts.put("groups", Integer.toString(conv.groups()));
            } else if (layer instanceof DepthwiseConv2d conv) {
                window(facts, conv.kernel(), conv.stride());
            } else if (layer instanceof Pool pool) {
                window(facts, pool.kernel(), pool.stride());
            }
            layers.add(new OfLayer(layer.kind(), activation(block, inputs.size() + n), facts));
        }
        return layers;
    }

    /** The activation that alone reads a value, or its normalisation. */
    private static Optional<String> activation(Block block, int value) {
        List<Integer> readers = new ArrayList<>();
        for (int n = 0; n < block.nodes().size(); n++) {
            if (block.nodes().get(n).inputs().contains(value)) {
                readers.add(n);
            }
        }
        if (readers.size() != 1) {
            return Optional.empty();
        }
        int reader = readers.get(0);
        Layer layer = block.nodes().get(reader).layer();
        if (layer instanceof BatchNorm) {
            return activation(block, block.inputs() + reader);
        }
        return layer instanceof Activation activation
                ? Optional.of(activation.function().name().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static void shape(Map<String, String> facts, String name, Shape shape) {
        facts.put(name, "%dx%dx%d".formatted(shape.height(), shape.width(), shape.channels()));
        facts.put(name + ".h", Integer.toString(shape.height()));
        facts.put(name + ".w", Integer.toString(shape.width()));
        facts.put(name + ".c", Integer.toString(shape.channels()));
    }

    private static void window(Map<String, String> facts, int kernel, int stride) {
        facts.put("kernel", Integer.toString(kernel));
        facts.put("stride", Integer.toString(stride));
    }

    private static String flag(boolean set) {
        return set ? "1" : "0";
    }
}
