package org.osnas.api.space;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.spi.Check;

/**
 * The shapes along a network up to its head.
 *
 * @param inputs shape that each stage reads, then the shape behind the last one
 * @param firstLayers index of the first choice layer of each stage, then the number of choice layers
 */
record StageShapes(List<Shape> inputs, List<Integer> firstLayers) {

    /**
     * @throws ShapeException naming the stem or the layer whose block cannot take its input
     */
    static StageShapes of(String space, Shape input, Block stem, List<? extends Stage> stages) {
        Check.that(!stages.isEmpty(), "space %s needs at least one choice layer", space);
        List<Shape> shapes = new ArrayList<>();
        List<Integer> first = new ArrayList<>(List.of(0));
        Shape current = stem.outputShape("stem: ", input);
        for (int s = 0; s < stages.size(); s++) {
            shapes.add(current);
            try {
                current = stages.get(s).outputShape(current);
            } catch (ShapeException e) {
                throw e.within("layer " + first.get(s) + " ");
            }
            first.add(first.get(s) + stages.get(s).layers().size());
        }
        shapes.add(current);
        return new StageShapes(List.copyOf(shapes), List.copyOf(first));
    }
}
