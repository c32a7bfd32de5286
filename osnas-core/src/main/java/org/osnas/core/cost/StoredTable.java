package org.osnas.core.cost;

import java.util.List;
import org.osnas.api.cost.LookupTable;

/**
 * A table as it stands in its file, with the names of its blocks; its space need not be at hand.
 *
 * @param blocks names by layer, in the order of the file
 */
public record StoredTable(LookupTable table, List<List<String>> blocks) {

    public StoredTable {
        blocks = blocks.stream().map(List::copyOf).toList();
    }
}
