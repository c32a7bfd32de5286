package org.osnas.core.agent;

import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.config.SearchSection;
import org.osnas.core.cost.LatencyMeter;
import org.osnas.core.cost.LatencyReport;
import org.osnas.core.cost.TableFile;

/**
 * The costs of a run, and how latency was measured if it was: what the description gives, the tables that the
 * configuration names, and a latency table made on this machine if the budget needs one that is not named.
 */
record RunCosts(CostModel model, Optional<LatencyReport> report) {

    /** Costs that were settled before. */
    static RunCosts of(CostModel model) {
        return new RunCosts(model, Optional.empty());
    }

    /**
     * The costs of a new run.
     *
     * @throws BadInputException if a table is wrong, or the budget names a metric that nothing gives
     */
    static RunCosts begin(SearchSection search, SearchSpace space, LatencyMeter meter) {
        CostModel counted = CostModel.analytic(space);
        TreeMap<String, LookupTable> tables = new TreeMap<>();
        counted.tables().forEach(t -> tables.put(t.metric().name(), t));
        for (String file : search.tables()) {
            LookupTable table = TableFile.read(Path.of(file), space);
            Check.that(
                    tables.put(table.metric().name(), table) == null,
                    "search.tables: %s gives the metric %s, which %s. Leave it out.",
                    file,
                    table.metric(),
                    counted.metrics().contains(table.metric().name())
                            ? "is counted exactly from the description"
                            : "another table gives already");
        }
        String latency = Metric.LATENCY.name();
        for (String metric : search.budget().ranges().keySet()) {
            if (!tables.containsKey(metric) && !metric.equals(latency)) {
                throw new BadInputException(
                        "Unknown metric '%s'. Known: %s, %s. A table of another metric is named in search.tables"
                                .formatted(metric, String.join(", ", counted.metrics()), latency));
            }
        }
        counted.metrics().forEach(tables::remove);
        Optional<LatencyReport> report = Optional.empty();
        if (search.budget().ranges().containsKey(latency) && !tables.containsKey(latency)) {
            LatencyMeter.Measured measured = meter.measure(space);
            tables.put(latency, measured.table());
            report = Optional.of(measured.report());
        }
        CostModel model = counted;
        for (LookupTable table : tables.values()) {
            model = model.with(table);
        }
        return new RunCosts(model, report);
    }
}
