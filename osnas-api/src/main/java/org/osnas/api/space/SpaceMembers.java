package org.osnas.api.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osnas.api.spi.Check;

/** The architectures of a space: which belong to it, which are the same network, and the blocks of one. */
record SpaceMembers(SearchSpace space) {

    /** As {@link SearchSpace#check}. */
    void check(Architecture architecture) {
        Check.that(
                architecture.length() == space.depth(),
                "Architecture %s has %d choices, but space %s has %d choice layers",
                architecture,
                architecture.length(),
                space.name(),
                space.depth());
        for (int l = 0; l < space.depth(); l++) {
            int size = space.layers().get(l).size();
            Check.that(
                    architecture.choice(l) < size,
                    "Architecture %s chooses %d in layer %d, but space %s has candidates 0..%d there",
                    architecture,
                    architecture.choice(l),
                    l,
                    space.name(),
                    size - 1);
        }
    }

    /** As {@link SearchSpace#choices}. */
    int[] choices(Architecture architecture, int stage) {
        return Arrays.copyOfRange(architecture.toArray(), space.firstLayer(stage), space.firstLayer(stage + 1));
    }

    /** As {@link SearchSpace#canonical}. */
    Architecture canonical(Architecture architecture) {
        check(architecture);
        List<Stage> stages = space.stages();
        if (space.depth() == stages.size()) {
            return architecture;
        }
        int[] canonical = new int[space.depth()];
        for (int s = 0; s < stages.size(); s++) {
            int[] choices = stages.get(s).canonical(choices(architecture, s));
            System.arraycopy(choices, 0, canonical, space.firstLayer(s), choices.length);
        }
        return Architecture.of(canonical);
    }

    /** As {@link SearchSpace#network}. */
    List<Block> network(Architecture architecture) {
        check(architecture);
        List<Block> blocks = new ArrayList<>();
        blocks.add(space.stem());
        for (int s = 0; s < space.stages().size(); s++) {
            blocks.add(space.stages().get(s).block(choices(architecture, s)));
        }
        blocks.add(space.head().block());
        return List.copyOf(blocks);
    }
}
