package org.osnas.tasks.verification;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.osnas.api.space.Shape;
import org.osnas.api.space.ShapeException;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.Check;
import org.osnas.api.task.OnnxLayer;
import org.osnas.api.task.OnnxNodes;
import org.osnas.api.task.SameDiffLayer;

/**
 * A sum over all places, each place and channel with a weight of its own: a depthwise convolution whose kernel is as large
 * as the map, without padding. Unlike a mean it knows where in the image something is. Chen et al. 2018, <a
 * href="https://arxiv.org/abs/1804.07573">MobileFaceNets</a>, section 3.2.
 *
 * @param height of the map
 * @param width of the map
 */
public record GlobalDepthwise(int height, int width, int channels) implements SameDiffLayer, OnnxLayer {

    public GlobalDepthwise {
        Check.atLeast("height", height, 1);
        Check.atLeast("width", width, 1);
        Check.atLeast("channels", channels, 1);
    }

    @Override
    public String kind() {
        return "global_depthwise";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape map = new Shape(height, width, channels);
        if (inputs.size() != 1 || !inputs.get(0).equals(map)) {
            throw new ShapeException("%s takes one map of %s, got %s".formatted(kind(), map, inputs));
        }
        return new Shape(1, 1, channels);
    }

    @Override
    public List<Weight> weights() {
        return List.of(new Weight("weight", List.of(height, width, channels, 1), Weight.Role.DEPTHWISE_KERNEL));
    }

    @Override
    public long macs(List<Shape> inputs) {
        return (long) height * width * channels;
    }

    @Override
    public SDVariable apply(SameDiff graph, List<SDVariable> inputs, List<SDVariable> weights) {
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(height)
                .kW(width)
                .paddingMode(PaddingMode.VALID)
                .dataFormat("NHWC")
                .build();
        return graph.cnn().depthWiseConv2d(inputs.get(0), weights.get(0), config);
    }

    @Override
    public String toOnnx(OnnxNodes nodes, List<String> inputs, List<Shape> shapes, List<float[]> weights) {
        float[] kernel = new float[weights.get(0).length];
        int places = height * width;
        for (int p = 0; p < places; p++) {
            for (int c = 0; c < channels; c++) {
                kernel[c * places + p] = weights.get(0)[p * channels + c];
            }
        }
        String weight = nodes.constant("weight", kernel, channels, 1, height, width);
        return nodes.node(
                "Conv",
                List.of(inputs.get(0), weight),
                Map.of("kernel_shape", new long[] {height, width}, "group", (long) channels));
    }
}
