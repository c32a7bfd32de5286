package org.osnas.report.internal.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osnas.api.cost.Combination;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

/** An architecture as a picture: its blocks with width, kernel, expansion and share of each cost. */
public final class NetworkChart {

    private NetworkChart() {}

    /**
     * A block.
     *
     * @param place {@code stem}, the number of its stage, or {@code head}
     * @param kernel side of its largest kernel; 0 without convolutions
     * @param expansion of its widest value over its input; 0 where it has no depthwise convolution
     * @param shares of the costs, in the order of the metrics
     */
    record Part(
            String place,
            String name,
            String input,
            String output,
            int side,
            int width,
            int kernel,
            double expansion,
            double[] shares) {}

    /**
     * @param tables of which shares are shown: those whose costs add up
     * @param id of the chart
     */
    public static Chart of(String id, SearchSpace space, Architecture architecture, List<LookupTable> tables) {
        List<LookupTable> additive = tables.stream()
                .filter(table -> table.metric().combination() == Combination.SUM)
                .sorted(Comparator.comparing(table -> !table.metric().equals(Metric.MACS)))
                .toList();
        List<Block> blocks = space.network(architecture);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            List<Shape> inputs = space.inputsAt(i);
            List<Shape> shapes = block.shapes(inputs);
            Shape output = shapes.get(block.outputs().get(0));
            int place = i;
            parts.add(new Part(
                    i == 0 ? "stem" : i == blocks.size() - 1 ? "head" : String.valueOf(i - 1),
                    block.name(),
                    String.valueOf(inputs.get(0)),
                    output.toString(),
                    output.height(),
                    output.channels(),
                    kernel(block),
                    expansion(block, inputs.get(0), shapes),
                    additive.stream()
                            .mapToDouble(table -> share(table, space, architecture, place, blocks.size()))
                            .toArray()));
        }
        return new Chart(
                id,
                "network",
                "",
                String.format(
                        Locale.ROOT,
                        "%d blocks from %s to %s.",
                        blocks.size(),
                        space.input(),
                        parts.get(parts.size() - 1).output()),
                Map.of(
                        "metrics",
                        additive.stream().map(table -> table.metric().name()).toList(),
                        "parts",
                        parts,
                        "input",
                        space.input().toString()));
    }

    /** Where a table has stem and head together, both are said at the stem. */
    private static double share(
            LookupTable corrected, SearchSpace space, Architecture architecture, int place, int places) {
        LookupTable table = corrected.raw();
        double whole = table.cost(architecture);
        double own =
                switch (table.metric().name()) {
                    case "params" -> space.network(architecture).get(place).params();
                    case "macs" -> space.network(architecture).get(place).macs(space.inputsAt(place));
                    case "conv_macs" -> space.network(architecture).get(place).convMacs(space.inputsAt(place));
                    default ->
                        place == 0
                                ? table.base()
                                : place == places - 1 ? 0 : stage(table, space, architecture, place - 1);
                };
        return whole > 0 ? own / whole : 0;
    }

    private static double stage(LookupTable table, SearchSpace space, Architecture architecture, int stage) {
        int first = space.firstLayer(stage);
        double own = 0;
        for (int layer = first;
                layer < first + space.stages().get(stage).layers().size();
                layer++) {
            own += table.blockCost(layer, architecture.choice(layer));
        }
        return own;
    }

    private static int kernel(Block block) {
        return block.nodes().stream()
                .mapToInt(node -> node.layer() instanceof Conv2d conv
                        ? conv.kernel()
                        : node.layer() instanceof DepthwiseConv2d depthwise ? depthwise.kernel() : 0)
                .max()
                .orElse(0);
    }

    private static double expansion(Block block, Shape input, List<Shape> shapes) {
        boolean depthwise = block.nodes().stream().anyMatch(node -> node.layer() instanceof DepthwiseConv2d);
        int widest = shapes.stream().mapToInt(Shape::channels).max().orElse(0);
        return depthwise ? (double) widest / input.channels() : 0;
    }
}
