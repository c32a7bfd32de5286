package org.osnas.api.cost;

import java.util.List;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Stage;

/**
 * A space as rows of options, one row a stage, so that every different network is counted and drawn once: in an
 * ordinary stage an option is a candidate, in one of interchangeable layers a canonical set of choices.
 */
final class Options {

    private final SearchSpace space;
    private final List<List<int[]>> rows;

    Options(SearchSpace space) {
        this.space = space;
        this.rows = space.stages().stream().map(Stage::options).toList();
    }

    /** Whether options are choices, so that tables and architectures stay as they are. */
    private boolean plain() {
        return rows.size() == space.depth();
    }

    /** Number of options of each row. */
    int[] sizes() {
        return rows.stream().mapToInt(List::size).toArray();
    }

    /** The table over options. */
    LookupTable table(LookupTable byChoices) {
        if (plain()) {
            return byChoices;
        }
        double[][] cost = new double[rows.size()][];
        for (int s = 0; s < cost.length; s++) {
            int first = space.firstLayer(s);
            cost[s] = rows.get(s).stream()
                    .mapToDouble(choices -> together(byChoices, first, choices))
                    .toArray();
        }
        return new LookupTable(
                byChoices.metric(),
                byChoices.base(),
                cost,
                byChoices.space(),
                byChoices.input(),
                byChoices.fingerprint());
    }

    private static double together(LookupTable table, int first, int[] choices) {
        double total = table.blockCost(first, choices[0]);
        for (int i = 1; i < choices.length; i++) {
            total = table.metric().combination().of(total, table.blockCost(first + i, choices[i]));
        }
        return total;
    }

    /** The architecture, canonical, of one option a row. */
    Architecture architecture(int[] options) {
        if (plain()) {
            return Architecture.of(options);
        }
        int[] choices = new int[space.depth()];
        for (int s = 0; s < options.length; s++) {
            int[] chosen = rows.get(s).get(options[s]);
            System.arraycopy(chosen, 0, choices, space.firstLayer(s), chosen.length);
        }
        return Architecture.of(choices);
    }
}
