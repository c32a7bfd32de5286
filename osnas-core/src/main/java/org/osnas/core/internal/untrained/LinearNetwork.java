package org.osnas.core.internal.untrained;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.Head;
import org.osnas.api.space.Layer;
import org.osnas.api.space.SearchSpace;

/** A network without what is not linear where all values are positive: normalisations, and the upper bound of ReLU6. */
final class LinearNetwork {

    private LinearNetwork() {}

    /**
     * @param alone a space of one architecture
     */
    static SearchSpace of(SearchSpace alone) {
        List<ChoiceLayer> layers = alone.layers().stream()
                .map(layer -> ChoiceLayer.of(linear(layer.candidates().get(0))))
                .toList();
        Head head = alone.head();
        return new SearchSpace(
                alone.name() + "/linear",
                alone.input(),
                linear(alone.stem()),
                layers,
                new Head(linear(head.block()), head.sources(), head.outputs()));
    }

    private static Block linear(Block block) {
        BlockBuilder linear = Block.builder(block.name(), block.inputs());
        List<Integer> made = new ArrayList<>();
        for (int i = 0; i < block.inputs(); i++) {
            made.add(i);
        }
        for (Block.Node node : block.nodes()) {
            int[] read = node.inputs().stream().mapToInt(made::get).toArray();
            boolean left = node.layer() instanceof BatchNorm || node.layer() instanceof Dropout;
            made.add(left ? read[0] : linear.add(unbounded(node.layer()), read));
        }
        return linear.build(block.outputs().stream().mapToInt(made::get).toArray());
    }

    private static Layer unbounded(Layer layer) {
        return layer instanceof Activation activation && activation.function() == Activation.Function.RELU6
                ? new Activation(Activation.Function.RELU, activation.channels())
                : layer;
    }
}
