package org.osnas.core.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.cost.RuntimeTables;
import org.osnas.core.cost.TableCheck;

/**
 * The latency that a budget is on, measured where no table of it is there.
 *
 * @param elsewhere where it is measured, if not in our own plans
 * @param note is told how latency was measured and how well it predicts, and what a table that is there does not fit
 */
record MeasuredCosts(LatencyTables latencies, Optional<LatencySource> elsewhere, Consumer<String> note) {

    private static final String LATENCY = Metric.LATENCY.name();

    /**
     * A measured table.
     *
     * @param check against whole networks, if there are enough for one
     */
    record Made(LookupTable table, Optional<TableCheck> check) {}

    /**
     * The table of latency with what is known of it, if the budget needs one that the costs do not have.
     *
     * @throws RunException if the budget is on a metric that nothing gives; nothing is measured then
     */
    Optional<Made> made(SearchSpace space, CostModel costs, Budget budget) {
        Set<String> known = Set.copyOf(costs.metrics());
        for (String metric : budget.ranges().keySet()) {
            if (!known.contains(metric) && !metric.equals(LATENCY)) {
                List<String> all = new ArrayList<>(CostModel.analytic(space).metrics());
                all.add(LATENCY);
                throw RunException.unknownMetric(metric, all);
            }
        }
        costs.tables().forEach(this::noteConditions);
        if (known.contains(LATENCY) || !budget.ranges().containsKey(LATENCY)) {
            return Optional.empty();
        }
        if (elsewhere.isPresent()) {
            RuntimeTables.Made made =
                    elsewhere.get().tables(note).make(space, elsewhere.get().networks());
            made.lines().forEach(note);
            return Optional.of(new Made(made.table(), Optional.of(made.check())));
        }
        LatencyTables.Made made = latencies.make(space);
        made.lines().forEach(note);
        return Optional.of(new Made(made.table(), made.check()));
    }

    /** A table of this machine may be about other conditions; one from elsewhere says so or says nothing. */
    private void noteConditions(LookupTable table) {
        table.conditions()
                .filter(known -> table.metric().name().equals(LATENCY))
                .map(known -> known.differences(
                        elsewhere.map(e -> e.tables(note).conditions()).orElseGet(latencies::conditions)))
                .filter(differences -> !differences.isEmpty())
                .ifPresent(differences -> note.accept(
                        "The table of latency was measured with %s, which this run would measure with. The budget on"
                                        .formatted(String.join(", ", differences))
                                + " latency means what the table says."));
    }
}
