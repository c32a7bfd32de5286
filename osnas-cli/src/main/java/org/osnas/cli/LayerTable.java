package org.osnas.cli;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

/** The network of an architecture, a row a block. */
final class LayerTable {

    private LayerTable() {}

    static HtmlTable of(SearchSpace space, Architecture architecture) {
        List<Block> blocks = space.network(architecture);
        List<Shape> inputs = new ArrayList<>(List.of(space.input()));
        for (Block block : blocks) {
            inputs.add(block.outputShape(inputs.get(inputs.size() - 1)));
        }
        long most = 1;
        for (int i = 0; i < blocks.size(); i++) {
            most = Math.max(most, blocks.get(i).macs(inputs.get(i)));
        }
        HtmlTable table = new HtmlTable("layers", "layer", "block", "of", "input", "#params", "#macs", "");
        for (int i = 0; i < blocks.size(); i++) {
            boolean choice = i > 0 && i < blocks.size() - 1;
            long macs = blocks.get(i).macs(inputs.get(i));
            table.row(
                    (double) macs / most,
                    i == 0 ? "stem" : choice ? String.valueOf(i - 1) : "head",
                    blocks.get(i).name(),
                    choice ? space.stages().get(i - 1).options().size() + " candidates" : "",
                    inputs.get(i).toString(),
                    "#%,d".formatted(blocks.get(i).params()),
                    "#%,d".formatted(macs));
        }
        return table;
    }
}
