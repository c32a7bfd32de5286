package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/** One place in the network where one of several candidate blocks stands. */
public record ChoiceLayer(List<Block> candidates) {

    public ChoiceLayer {
        candidates = List.copyOf(candidates);
        Check.that(!candidates.isEmpty(), "a choice layer needs at least one candidate block");
        long names = candidates.stream().map(Block::name).distinct().count();
        Check.that(
                names == candidates.size(),
                "candidate blocks of one layer need different names, got %s",
                candidates.stream().map(Block::name).toList());
    }

    public static ChoiceLayer of(Block... candidates) {
        return new ChoiceLayer(List.of(candidates));
    }

    public int size() {
        return candidates.size();
    }
}
