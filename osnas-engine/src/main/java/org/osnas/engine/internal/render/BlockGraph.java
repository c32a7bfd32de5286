package org.osnas.engine.internal.render;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.task.SameDiffLayer;

/**
 * One block as a SameDiff graph.
 *
 * @param graph holds the block's weights as variables that share their memory with the arrays given to the renderer
 * @param inputs names of the placeholders, {@code [batch, height, width, channels]}
 * @param outputs names of the output variables
 * @param weights variable names by weight index (order of {@code Block.weights()})
 * @param custom the parts that custom layers added
 * @param units what layers that scale vectors to the length 1 added
 * @param momenta weight of the newest batch by name of the output of a batch normalisation; SameDiff has no place for it
 * @param branches which operand of a sum is a residual branch, by name of the sum
 * @param dropouts rate by name of the identity variable that stands for a dropout layer
 */
public record BlockGraph(
        SameDiff graph,
        List<String> inputs,
        List<String> outputs,
        List<String> weights,
        List<CustomPart> custom,
        Map<String, Double> dropouts,
        List<UnitPart> units,
        Map<String, Double> momenta,
        Map<String, Integer> branches) {

    /**
     * What one custom layer added to the graph.
     *
     * @param inputs names of the variables that the layer reads
     * @param weights names of its weight variables
     * @param operations names of the operations it added
     */
    public record CustomPart(
            SameDiffLayer layer, List<String> inputs, List<String> weights, String output, Set<String> operations) {}

    /**
     * What one layer that scales vectors to the length 1 added to the graph, of which a plan makes one instruction.
     *
     * @param operations names of the operations it added
     */
    public record UnitPart(String input, String output, Set<String> operations) {}
}
