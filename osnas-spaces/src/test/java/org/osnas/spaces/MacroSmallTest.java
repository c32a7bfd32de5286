package org.osnas.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;

class MacroSmallTest {

    private final SearchSpace space = TestSpaces.space("macro-small");

    @Test
    void hasTheBlocksOfNasBenchMacro() {
        SearchSpace large = TestSpaces.space("nas-bench-macro");
        assertThat(space.size()).isEqualTo(81);
        for (int l = 0; l < space.depth(); l++) {
            assertThat(space.layers().get(l).candidates())
                    .extracting(Block::name)
                    .isEqualTo(names(large, l % 2 == 0 ? 0 : 1));
        }
        assertThat(List.of(
                        space.candidate(1, 0).isIdentity(),
                        space.candidate(3, 0).isIdentity()))
                .as("the second layer of each width can be left out")
                .containsOnly(true);
    }

    private static List<String> names(SearchSpace large, int layer) {
        return large.layers().get(layer).candidates().stream().map(Block::name).toList();
    }

    @Test
    void costsReachFarFromTheSmallestToTheLargest() {
        LookupTable macs = CostModel.analytic(space).table("macs");
        assertThat(macs.argMin()).isEqualTo(Architecture.of(0, 0, 0, 0));
        assertThat(macs.argMax()).isEqualTo(Architecture.of(2, 2, 2, 2));
        assertThat(macs.max()).isGreaterThan(20 * macs.min());
    }
}
