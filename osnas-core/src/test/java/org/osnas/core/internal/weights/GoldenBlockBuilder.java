package org.osnas.core.internal.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Layer;
import org.osnas.api.space.Linear;
import org.osnas.api.space.Pool;
import org.osnas.api.space.SqueezeExcite;
import org.osnas.spaces.block.BlockTemplate;
import org.osnas.spaces.block.Blocks;

/** Builds the block that a golden file describes: from its leaf modules and weight shapes, or by a template. */
final class GoldenBlockBuilder {

    private final JsonNode golden;
    private final Map<String, String> modules = new LinkedHashMap<>();
    private final int in;
    private final int inHeight;
    private final int[] out;

    private GoldenBlockBuilder(JsonNode golden) {
        this.golden = golden;
        golden.get("leaf_modules")
                .properties()
                .forEach(e -> modules.put(e.getKey(), e.getValue().asText()));
        in = GoldenFiles.shape(golden.get("input"))[1];
        inHeight = GoldenFiles.shape(golden.get("input"))[2];
        out = GoldenFiles.shape(golden.get("out_train"));
    }

    /** The block of a file with leaf modules. */
    static Block build(JsonNode golden) {
        String name = golden.get("name").asText();
        GoldenBlockBuilder builder = new GoldenBlockBuilder(golden);
        String kind = name.split("_")[0];
        return switch (kind) {
            case "mobile" -> builder.mobile();
            case "skip", "conv", "head" -> builder.plain();
            case "shuffle" -> builder.template(Blocks.shuffle(builder.kernel("branch_1.0", "branch_2.1")));
            case "shuffleX" -> builder.template(Blocks.shuffleXception());
            case "mixconv" ->
                builder.template(Blocks.mixconv(
                        builder.weight("point_wise.conv")[0] / builder.in,
                        IntStream.range(0, 3)
                                .mapToObj(i -> builder.weight("mixconv." + i)[2])
                                .toArray(Integer[]::new)));
            default -> throw new AssertionError("unknown kind of block " + kind);
        };
    }

    private Block template(BlockTemplate template) {
        return template.at(in, out[1], inHeight / out[2]);
    }

    /** Kernel of the first of the named convolutions that exists. */
    private int kernel(String... names) {
        return Arrays.stream(names)
                .filter(name -> modules.containsKey(name + ".conv"))
                .mapToInt(name -> weight(name + ".conv")[2])
                .findFirst()
                .orElseThrow();
    }

    private int[] weight(String module) {
        return GoldenFiles.shape(golden.get("state").get(module + ".weight"));
    }

    /** State names in the order of our weights: squeeze-excite stands before the projection. */
    static List<String> stateOrder(JsonNode golden) {
        List<String> names = new ArrayList<>();
        List<String> late = new ArrayList<>();
        for (Iterator<String> it = golden.get("state").fieldNames(); it.hasNext(); ) {
            String name = it.next();
            boolean afterExcite = golden.get("name").asText().startsWith("mobile") && name.startsWith("point_wise_1.");
            (afterExcite ? late : names).add(name);
        }
        names.addAll(late);
        return names;
    }

    private Block mobile() {
        List<Layer> layers = new ArrayList<>();
        addModules(layers, "point_wise.");
        addModules(layers, "depthwise.");
        if (modules.containsKey("se.squeeze_conv")) {
            int[] shape = GoldenFiles.shape(golden.get("state").get("se.squeeze_conv.weight"));
            layers.add(new SqueezeExcite(shape[1], shape[0]));
        }
        addModules(layers, "point_wise_1.");
        boolean residual = in == out[1] && inHeight == out[2];
        BlockBuilder b = Block.builder("golden");
        int y = b.then(b.input(), layers.toArray(Layer[]::new));
        return b.build(residual ? b.add(new Add(), b.input(), y) : y);
    }

    private Block plain() {
        List<Layer> layers = new ArrayList<>();
        addModules(layers, "");
        if (layers.isEmpty() && out[2] != inHeight) {
            int stride = inHeight / out[2];
            layers.add(new Pool(Pool.Type.AVERAGE, stride, stride));
        }
        return Block.sequence("golden", layers.toArray(Layer[]::new));
    }

    private void addModules(List<Layer> layers, String prefix) {
        modules.forEach((name, kind) -> {
            if (name.startsWith(prefix) && !kind.equals("Sequential")) {
                layers.add(layer(name, kind, layers));
            }
        });
    }

    private Layer layer(String name, String kind, List<Layer> before) {
        String[] words = kind.split(" ");
        switch (words[0]) {
            case "Conv2d":
                int[] shape = GoldenFiles.shape(golden.get("state").get(name + ".weight"));
                int groups = number(words, "g");
                int channels = shape[1] * groups;
                boolean depthwise = groups == channels && shape[0] == channels && groups > 1;
                return depthwise
                        ? new DepthwiseConv2d(channels, number(words, "k"), number(words, "s"))
                        : new Conv2d(channels, shape[0], number(words, "k"), number(words, "s"), groups, false);
            case "BatchNorm2d":
                return BatchNorm.of(GoldenFiles.shape(golden.get("state").get(name + ".weight"))[0]);
            case "ReLU6":
                return Activation.relu6(channelsOf(before));
            case "ReLU":
                return new Activation(Activation.Function.RELU, channelsOf(before));
            case "PReLU":
                return new Activation(Activation.Function.PRELU, channelsOf(before));
            case "HSwish", "Hardswish":
                return new Activation(Activation.Function.H_SWISH, channelsOf(before));
            case "GlobalAveragePooling":
                return new GlobalAveragePool();
            case "Linear":
                int[] matrix = GoldenFiles.shape(golden.get("state").get(name + ".weight"));
                return new Linear(matrix[1], matrix[0], true);
            default:
                throw new AssertionError("unknown module " + kind);
        }
    }

    private static int channelsOf(List<Layer> before) {
        return ((BatchNorm) before.get(before.size() - 1)).channels();
    }

    private static int number(String[] words, String key) {
        for (String word : words) {
            if (word.matches(key + "\\d+")) {
                return Integer.parseInt(word.substring(1));
            }
        }
        throw new AssertionError("no " + key + " in " + String.join(" ", words));
    }
}
