package org.osnas.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.Sgnas;

/** Tables on a clock that ticks whenever it is read, so that every block and every network takes a millisecond. */
class LatencyTablesTest {

    private static final int MILLISECOND = 1_000_000;

    private final List<String> log = new ArrayList<>();
    private long now;
    private final LatencyTables tables =
            new LatencyTables(new LatencyOptions(1, 1, 0, 1, 0.2, 0), log::add, () -> now += MILLISECOND);

    @Test
    void interchangeableChoicesAreMeasuredAndCheckedByStandaloneNetworks() {
        SearchSpace sgnas = new Sgnas()
                .create(new Shape(12, 12, 1), Settings.of("space.settings", Map.of("width", 0.1)))
                .classifier(2);

        LatencyTables.Made made = tables.make(sgnas);

        LookupTable table = made.table();
        int[] choices = new int[sgnas.depth()];
        choices[0] = 3;
        choices[8] = 1;
        // Stem, head and 21 blocks; a network as a whole is one millisecond.
        assertThat(table.raw().cost(Architecture.of(choices))).isEqualTo(23);
        assertThat(table.cost(Architecture.of(choices))).isCloseTo(1, within(1e-9));
        assertThat(made.check().orElseThrow().points()).hasSize(10);
        assertThat(log).element(1).asString().startsWith("Measuring 20 networks of space sgnas");
        assertThat(table.conditions()).contains(tables.conditions());
    }

    @Test
    void aSpaceOfFewNetworksIsNotChecked() {
        SearchSpace small = SearchSpace.classifier(
                "small",
                new Shape(4, 4, 3),
                2,
                Block.sequence("stem"),
                List.of(ChoiceLayer.of(Block.sequence("skip"), Block.sequence("k3", Conv2d.of(3, 3, 3, 1)))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(3, 2, true)));

        LatencyTables.Made made = tables.make(small);

        assertThat(made.check()).isEmpty();
        assertThat(made.table().min()).isEqualTo(1);
        assertThat(made.table().max()).isEqualTo(2);
        assertThat(made.lines()).hasSize(1);
    }
}
