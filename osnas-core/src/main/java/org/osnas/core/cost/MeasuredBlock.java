package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Stage;

/**
 * A block at a place of a network.
 *
 * @param place {@code stem}, {@code head}, or the first choice layer of the stage
 * @param inputs shapes of the block's inputs for one image
 */
record MeasuredBlock(String place, Block block, List<Shape> inputs) {

    /**
     * Networks, each from stem to head, that together hold every block that a table asks for. There are as many as the
     * stage with most blocks has; the others repeat theirs. Which blocks stand together is drawn.
     */
    static List<List<MeasuredBlock>> networks(SearchSpace space, long seed) {
        List<List<MeasuredBlock>> places = new ArrayList<>();
        places.add(List.of(new MeasuredBlock("stem", space.stem(), List.of(space.input()))));
        for (int s = 0; s < space.stages().size(); s++) {
            String place = "layer " + space.firstLayer(s);
            Shape input = space.stageInput(s);
            List<MeasuredBlock> blocks = new ArrayList<>();
            asked(space.stages().get(s)).forEach(block -> blocks.add(new MeasuredBlock(place, block, List.of(input))));
            Seeds.shuffle(blocks, Seeds.generator(seed, "networks", s));
            places.add(blocks);
        }
        places.add(List.of(new MeasuredBlock("head", space.head().block(), space.headInputs())));
        int count = places.stream().mapToInt(List::size).max().orElseThrow();
        List<List<MeasuredBlock>> networks = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int network = n;
            networks.add(places.stream()
                    .map(blocks -> blocks.get(network % blocks.size()))
                    .toList());
        }
        return networks;
    }

    /** The blocks whose costs give the shares of all choices. */
    private static List<Block> asked(Stage stage) {
        List<Block> asked = new ArrayList<>();
        stage.additiveShares(block -> {
            asked.add(block);
            return 0;
        });
        return asked;
    }

    /** What takes the time: the same for blocks that differ in name and place only. */
    Kind kind() {
        return new Kind(block.nodes(), block.outputs(), inputs);
    }

    String label() {
        return place + (block.name().equals(place) ? "" : " " + block.name()) + " at "
                + inputs.stream().map(Shape::toString).collect(Collectors.joining(" and "));
    }

    /** A block without its name. */
    record Kind(List<Block.Node> nodes, List<Integer> outputs, List<Shape> inputs) {}
}
