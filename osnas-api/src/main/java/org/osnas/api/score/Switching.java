package org.osnas.api.score;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;

/** Activations whose units pass their input on or hold it back. */
final class Switching {

    private static final Set<Activation.Function> ALLOWED =
            EnumSet.of(Activation.Function.RELU, Activation.Function.RELU6, Activation.Function.PRELU);

    private Switching() {}

    static void require(String who, SearchSpace space) {
        List<Block> blocks = new ArrayList<>(List.of(space.stem(), space.head().block()));
        space.layers().forEach(layer -> blocks.addAll(layer.candidates()));
        boolean any = false;
        for (Block block : blocks) {
            for (Block.Node node : block.nodes()) {
                if (node.layer() instanceof Activation activation) {
                    any = true;
                    if (!ALLOWED.contains(activation.function())) {
                        throw new BadInputException(
                                "%s asks which units of relu, relu6 or prelu are active, but block %s of space %s has %s, whose units are never off. Take another proxy, such as synflow"
                                        .formatted(who, block.name(), space.name(), activation.kind()));
                    }
                }
            }
        }
        if (!any) {
            throw new BadInputException("%s asks which units of activations are active, but space %s has no activation"
                    .formatted(who, space.name()));
        }
    }
}
