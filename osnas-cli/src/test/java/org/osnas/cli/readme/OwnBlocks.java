package org.osnas.cli.readme;

import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.skip;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.task.SameDiffLayer;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.StandardSpaceProvider;
import org.osnas.spaces.block.BlockTemplate;

public final class OwnBlocks extends StandardSpaceProvider {
    public OwnBlocks() {
        super("own-blocks", "Bottlenecks and Swish convolutions", new Shape(32, 32, 3), 10);
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        return space.stem(conv(3), 16, 2)
                .choices(new Bottleneck(3), new Bottleneck(5), new SwishConv(3), skip())
                .layers(3, 24, 2)
                .build();
    }

    /** A block of layers that are there: 1×1 to a quarter of the width, k×k, 1×1. */
    public record Bottleneck(int kernel) implements BlockTemplate {
        @Override
        public String name() {
            return "bottleneck" + kernel;
        }

        @Override
        public int append(BlockBuilder block, int value, int in, int out, int stride) {
            int inner = Math.max(1, out / 4);
            return block.then(
                    value,
                    Conv2d.of(in, inner, 1, 1),
                    BatchNorm.of(inner),
                    Activation.relu6(inner),
                    Conv2d.of(inner, inner, kernel, stride),
                    BatchNorm.of(inner),
                    Activation.relu6(inner),
                    Conv2d.of(inner, out, 1, 1),
                    BatchNorm.of(out));
        }
    }

    /** A block with a layer of your own. */
    public record SwishConv(int kernel) implements BlockTemplate {
        @Override
        public String name() {
            return "swish" + kernel;
        }

        @Override
        public int append(BlockBuilder block, int value, int in, int out, int stride) {
            return block.then(value, Conv2d.of(in, out, kernel, stride), BatchNorm.of(out), new Swish(out));
        }
    }

    /** The layer as a SameDiff function: x · sigmoid(s · x), with a trained slope s for each channel. */
    public record Swish(int channels) implements SameDiffLayer {
        @Override
        public String kind() {
            return "swish";
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public List<Weight> weights() {
            return List.of(new Weight("slope", List.of(channels), Weight.Role.GAMMA));
        }

        @Override
        public SDVariable apply(SameDiff graph, List<SDVariable> inputs, List<SDVariable> weights) {
            SDVariable x = inputs.get(0);
            return x.mul(graph.nn().sigmoid(x.mul(weights.get(0))));
        }
    }
}
