package org.osnas.core.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.config.SearchSection;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.cost.TableFile;

/**
 * The costs of a run: what the description gives, the tables that the configuration names, and a latency table made on
 * this machine if the budget needs one that is not named.
 *
 * @param notes lines for people: how latency was measured and how well it predicts, what a named table does not fit
 */
record RunCosts(CostModel model, List<String> notes) {

    RunCosts {
        notes = List.copyOf(notes);
    }

    /** Costs that were settled before. */
    static RunCosts of(CostModel model) {
        return new RunCosts(model, List.of());
    }

    /**
     * The costs of a new run.
     *
     * @throws BadInputException if a table is wrong, or the budget names a metric that nothing gives
     */
    static RunCosts begin(SearchSection search, SearchSpace space, LatencyTables latencies) {
        CostModel counted = CostModel.analytic(space);
        TreeMap<String, LookupTable> tables = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        counted.tables().forEach(t -> tables.put(t.metric().name(), t));
        for (String file : search.tables()) {
            LookupTable table = TableFile.read(Path.of(file), space);
            Check.that(
                    tables.put(table.metric().name(), table) == null,
                    "Table %s gives the metric %s, which %s. Leave it out.",
                    file,
                    table.metric(),
                    counted.metrics().contains(table.metric().name())
                            ? "is counted exactly from the description"
                            : "another table gives already");
            notes.addAll(mismatch(file, table, latencies));
        }
        String latency = Metric.LATENCY.name();
        for (String metric : search.budget().ranges().keySet()) {
            if (!tables.containsKey(metric) && !metric.equals(latency)) {
                List<String> known = new ArrayList<>(counted.metrics());
                known.add(latency);
                throw new UnknownMetricException(metric, known);
            }
        }
        counted.metrics().forEach(tables::remove);
        if (search.budget().ranges().containsKey(latency) && !tables.containsKey(latency)) {
            LatencyTables.Made made = latencies.make(space);
            tables.put(latency, made.table());
            notes.addAll(made.lines());
        }
        CostModel model = counted;
        for (LookupTable table : tables.values()) {
            model = model.with(table);
        }
        return new RunCosts(model, notes);
    }

    /** A table of this machine may be about other conditions; one from elsewhere says so or says nothing. */
    private static List<String> mismatch(String file, LookupTable table, LatencyTables latencies) {
        if (!table.metric().name().equals(Metric.LATENCY.name())) {
            return List.of();
        }
        List<String> differences = table.conditions()
                .map(known -> known.differences(latencies.conditions()))
                .orElse(List.of());
        return differences.isEmpty()
                ? List.of()
                : List.of("Table %s was measured with %s, which this run would measure with. The budget on latency"
                                .formatted(file, String.join(", ", differences))
                        + " means what the table says.");
    }
}
