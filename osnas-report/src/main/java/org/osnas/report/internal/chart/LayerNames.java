package org.osnas.report.internal.chart;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;

/**
 * A choice layer by its names.
 *
 * @param choices names of the candidates
 */
record LayerNames(String name, List<String> choices) {

    static List<LayerNames> of(SearchSpace space) {
        List<LayerNames> names = new ArrayList<>();
        for (int layer = 0; layer < space.depth(); layer++) {
            List<Block> candidates = space.layers().get(layer).candidates();
            names.add(new LayerNames(
                    "layer " + layer, candidates.stream().map(Block::name).toList()));
        }
        return names;
    }
}
