package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.SearchSpace;

/** The rules of a {@link LookupTable} as tests, for whoever fills one: by counting, by measuring, from a file. */
public interface LookupTableContract {

    /** The table to check. */
    LookupTable table();

    /** The space that it was made for. */
    SearchSpace tableSpace();

    /** The table carries the fingerprint, name and input of its space, and has a cost for each of its blocks. */
    @Test
    default void required_L01_belongsToItsSpace() {
        SearchSpace space = tableSpace();
        assertThat(table().fingerprint()).isEqualTo(space.fingerprint());
        assertThat(table().space()).isEqualTo(space.name());
        assertThat(table().input()).isEqualTo(space.input());
        assertThat(table().sizes()).isEqualTo(space.sizes());
    }

    /** No block, nor stem and head, has a negative cost. */
    @Test
    default void required_L02_costsAreNotNegative() {
        LookupTable table = table();
        assertThat(table.base()).as("base").isNotNegative();
        for (int l = 0; l < table.depth(); l++) {
            for (int c = 0; c < table.size(l); c++) {
                assertThat(table.blockCost(l, c)).as("layer %d block %d", l, c).isNotNegative();
            }
        }
    }

    /** The table tells architectures apart: the dearest costs more than the cheapest. */
    @Test
    default void required_L03_tellsArchitecturesApart() {
        assertThat(table().max()).isGreaterThan(table().min());
    }

    /** The metric says its unit. */
    @Test
    default void required_L04_metricHasAUnit() {
        assertThat(table().metric().unit()).isNotBlank();
    }
}
