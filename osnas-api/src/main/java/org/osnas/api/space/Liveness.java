package org.osnas.api.space;

import java.util.Arrays;
import java.util.List;

/** When the values of a block are alive: from the node that makes them to the last that reads them. */
final class Liveness {

    private Liveness() {}

    /**
     * The most values that are alive at one moment.
     *
     * @param shapes of all values of the block
     * @param keepsInputs whether the inputs stay alive to the end
     */
    static long peakElements(Block block, List<Shape> shapes, boolean keepsInputs) {
        int inputs = block.inputs();
        int steps = block.nodes().size();
        int[] lastUse = lastUse(block, shapes.size());
        if (keepsInputs) {
            Arrays.fill(lastUse, 0, inputs, steps);
        }
        long peak = elements(shapes.subList(0, inputs));
        for (int step = 1; step <= steps; step++) {
            int made = inputs + step - 1;
            long alive = 0;
            for (int value = 0; value <= made; value++) {
                if (value == made || lastUse[value] >= step) {
                    alive += shapes.get(value).elements();
                }
            }
            peak = Math.max(peak, alive);
        }
        return peak;
    }

    /** For each value the step, from 1 on, that reads it last. */
    private static int[] lastUse(Block block, int values) {
        int[] lastUse = new int[values];
        for (int i = 0; i < block.nodes().size(); i++) {
            for (int value : block.nodes().get(i).inputs()) {
                lastUse[value] = i + 1;
            }
        }
        block.outputs().forEach(output -> lastUse[output] = block.nodes().size() + 1);
        return lastUse;
    }

    private static long elements(List<Shape> shapes) {
        return shapes.stream().mapToLong(Shape::elements).sum();
    }
}
