package org.osnas.core.compare;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.core.score.ScoreTable;

/**
 * A table of scores. A search with one seed sees the scores of one training seed, as one who trains each architecture
 * once; what it found is reported by the mean over all training seeds, on test data where the table has them.
 */
public final class TableArena implements Arena {

    private final ScoreTable table;
    private final SearchSpace space;
    private final CostModel costs;
    private final Budget budget;
    private final FeasibleSampler sampler;
    private final List<Architecture> architectures;

    /**
     * @throws BadInputException if the table is about another space, or lacks an architecture within the budget
     * @throws org.osnas.api.cost.UnreachableBudgetException if no architecture is within the budget
     */
    public TableArena(ScoreTable table, SearchSpace space, Budget budget) {
        this.table = table;
        this.space = space;
        this.budget = budget;
        costs = CostModel.analytic(space);
        table.requireFor(space);
        for (String metric : budget.ranges().keySet()) {
            if (!costs.metrics().contains(metric)) {
                throw new BadInputException("Unknown metric '%s' in budget. Known: %s"
                        .formatted(metric, String.join(", ", costs.metrics())));
            }
        }
        sampler = FeasibleSampler.of(space, costs, budget);
        architectures = table.architectures().stream()
                .filter(a -> costs.within(a, budget))
                .toList();
        requireWhole();
    }

    private void requireWhole() {
        BigInteger feasible = sampler.count();
        if (!feasible.equals(BigInteger.valueOf(architectures.size()))) {
            String missing = FeasibleArchitectures.of(space, costs, budget).stream()
                    .filter(a -> !table.architectures().contains(a))
                    .findFirst()
                    .map(Architecture::toString)
                    .orElse("?");
            throw new BadInputException(
                    "%s has %d of the %d architectures of space %s within the budget; %s, for example, is missing. A"
                                    .formatted(table.source(), architectures.size(), feasible, space.name(), missing)
                            + " strategy may propose any of them: complete the table, or narrow the budget.");
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public <T> T search(SearchStrategy strategy, int evaluations, long seed, Function<SearchContext, T> search) {
        return search.apply(context(evaluations, seed));
    }

    /** What a search here may know. */
    public SearchContext context(int evaluations, long seed) {
        return new SearchContext(space, costs, budget, sampler, evaluations, seed);
    }

    @Override
    public Scorer scorer(int number) {
        return table.scorer(number % table.seeds());
    }

    @Override
    public double value(Architecture architecture) {
        return table.hasTests() ? table.meanTest(architecture) : table.meanScore(architecture);
    }

    @Override
    public OptionalDouble optimum() {
        return architectures.stream()
                .mapToDouble(this::value)
                .filter(v -> !Double.isNaN(v))
                .max();
    }

    @Override
    public double[] mostCosts(List<String> metrics) {
        return metrics.stream().mapToDouble(metric -> costs.table(metric).max()).toArray();
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "%s: %d architectures of %s within the budget. A search sees the score of one training of each (of %d); what"
                        + " it found is reported by the mean %s of all, so that a curve may fall.",
                table.source(),
                architectures.size(),
                space.name(),
                table.seeds(),
                table.hasTests() ? "test score" : "score");
    }

    /** Nothing is held. */
    @Override
    public void close() {}
}
