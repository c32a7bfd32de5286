package org.osnas.api.space;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.spi.Check;

/**
 * One network by its description and the values of its weights: all that another runtime needs. Batch normalisation uses
 * the running statistics among them.
 *
 * @param space with one candidate in every layer, as {@link SearchSpace#restrictTo} gives it
 * @param weights for stem, layers and head the values of {@code Block.weights()}, in their order; not copied
 */
public record StandaloneNetwork(SearchSpace space, List<List<float[]>> weights) {

    /**
     * One block of the network.
     *
     * @param name {@code stem}, {@code layer0}, …, {@code head}
     * @param inputs shapes that it reads, for one image
     * @param weights values of {@code block.weights()}, in their order
     */
    public record Part(String name, Block block, List<Shape> inputs, List<float[]> weights) {}

    public StandaloneNetwork {
        weights = weights.stream().map(List::copyOf).toList();
        for (ChoiceLayer layer : space.layers()) {
            Check.that(
                    layer.size() == 1,
                    "a standalone network has one candidate a layer, but space %s has %d; restrict it first",
                    space.name(),
                    layer.size());
        }
        List<Block> blocks = blocks(space);
        Check.that(
                weights.size() == blocks.size(),
                "the network has %d blocks, but weights of %d were given",
                blocks.size(),
                weights.size());
        for (int b = 0; b < blocks.size(); b++) {
            check(blocks.get(b), weights.get(b));
        }
    }

    private static List<Block> blocks(SearchSpace space) {
        return space.network(Architecture.of(new int[space.depth()]));
    }

    private static void check(Block block, List<float[]> values) {
        List<Weight> described = block.weights();
        Check.that(
                values.size() == described.size(),
                "block %s has %d weights, but %d were given",
                block.name(),
                described.size(),
                values.size());
        for (int w = 0; w < values.size(); w++) {
            Weight weight = described.get(w);
            Check.that(
                    values.get(w).length == weight.length(),
                    "weight %s of block %s has %d values, but %d were given",
                    weight.name(),
                    block.name(),
                    weight.length(),
                    values.get(w).length);
        }
    }

    /** Shape of one image. */
    public Shape input() {
        return space.input();
    }

    /** Its blocks in order. The first reads the image, each layer the block before, the head what its sources say. */
    public List<Part> parts() {
        List<Block> blocks = blocks(space);
        List<Part> parts = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            String name = b == 0 ? "stem" : b == blocks.size() - 1 ? "head" : "layer" + (b - 1);
            parts.add(new Part(name, blocks.get(b), space.inputsAt(b), weights.get(b)));
        }
        return List.copyOf(parts);
    }
}
