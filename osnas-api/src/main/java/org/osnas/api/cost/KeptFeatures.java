package org.osnas.api.cost;

import java.util.List;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

/**
 * What a head that reads features before the last one keeps in memory: a feature stays alive from the block that makes
 * it to the head.
 *
 * @param sources the stages in front of which features are read, and
 * @param elements how many values each has
 */
record KeptFeatures(List<Integer> sources, List<Long> elements) {

    static KeptFeatures of(SearchSpace space) {
        return new KeptFeatures(
                space.head().sources(),
                space.headInputs().stream().map(Shape::elements).toList());
    }

    /**
     * Peak of a block with the features that are kept while it runs.
     *
     * @param place of the block, as in {@link CostModel.PlacedCost}
     */
    long peakActivationBytes(int place, Block block, List<Shape> inputs) {
        boolean isHead = place > sources.get(sources.size() - 1);
        long kept = 0;
        for (int i = 0; !isHead && i < sources.size(); i++) {
            kept += sources.get(i) < place - 1 ? elements.get(i) : 0;
        }
        boolean keepsInputs = !isHead && sources.contains(place - 1);
        return block.peakActivationBytes(inputs, keepsInputs) + kept * Float.BYTES;
    }
}
