package org.osnas.strategies.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.cost.Range;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.tck.EnumeratingSampler;
import org.osnas.tck.SyntheticSpace;

class DifferentiableSearchTest {

    @Nested
    class Contract implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new DifferentiableSearch.Provider();
        }

        @Override
        public boolean dependsOnSeed() {
            return false;
        }
    }

    private static ArchitectureLogits logits(SearchSpace space, double spread) {
        RandomGenerator random = Seeds.generator(9, "logits", 0);
        double[][] logits = Arrays.stream(space.sizes()).mapToObj(double[]::new).toArray(double[][]::new);
        for (double[] layer : logits) {
            Arrays.setAll(layer, c -> spread * random.nextGaussian());
        }
        return new ArchitectureLogits(logits);
    }

    private static double logProbability(ArchitectureLogits logits, Architecture architecture) {
        double[][] p = logits.probabilities();
        double sum = 0;
        for (int l = 0; l < p.length; l++) {
            sum += Math.log(p[l][architecture.choice(l)]);
        }
        return sum;
    }

    private static List<Architecture> proposals(SearchContext context) {
        SearchSession session = new DifferentiableSearch().start(context);
        return Stream.generate(session::propose)
                .limit(context.trials())
                .flatMap(java.util.Optional::stream)
                .toList();
    }

    /** All architectures within the budget in the order of a full enumeration. */
    @Test
    void proposalsAreTheMostLikelyWithinTheBudgetInOrder() {
        SearchSpace space = SyntheticSpace.of(4, 5, 4, 1, 5, 3, 4, 3);
        CostModel costs = CostModel.analytic(space);
        double macs = costs.table("macs").min();
        double span = costs.table("macs").max() - macs;
        double params = (costs.table("params").min() + costs.table("params").max()) / 2;
        List<Budget> budgets = List.of(
                Budget.NONE,
                Budget.atMost(Metric.MACS, macs + 0.3 * span),
                Budget.of(Metric.MACS, macs + 0.6 * span, macs + 0.65 * span),
                new Budget(Map.of(
                        "macs", new Range(0, macs + 0.5 * span), "params", new Range(params, Double.MAX_VALUE))));
        for (Budget budget : budgets) {
            ArchitectureLogits logits = logits(space, 1);
            EnumeratingSampler sampler = new EnumeratingSampler(space, costs, budget);
            SearchContext context = new SearchContext(space, costs, budget, sampler, 300, 1).withLogits(logits);
            double[] best = sampler.feasible().stream()
                    .mapToDouble(a -> -logProbability(logits, a))
                    .sorted()
                    .limit(300)
                    .toArray();
            List<Architecture> proposals = proposals(context);
            assertThat(proposals).doesNotHaveDuplicates().hasSize(best.length);
            for (int i = 0; i < best.length; i++) {
                assertThat(-logProbability(logits, proposals.get(i)))
                        .as("proposal %d within %s", i, budget)
                        .isCloseTo(best[i], within(1e-9));
            }
        }
    }

    /** A network is as likely as all orders of its interchangeable choices together. */
    @Test
    void ordersOfInterchangeableChoicesCountTogether() {
        SearchSpace space = SyntheticSpace.unified(2, 4);
        CostModel costs = CostModel.analytic(space);
        LookupTable macs = costs.table("macs");
        double limit = macs.min() + 0.6 * (macs.max() - macs.min());
        Budget budget = Budget.of(Metric.MACS, macs.min() + 0.3 * (macs.max() - macs.min()), limit);
        ArchitectureLogits logits = logits(space, 1);
        Map<Architecture, Double> networks = new HashMap<>();
        int[] sizes = space.sizes();
        int orders = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        for (int rank = 0; rank < orders; rank++) {
            int[] choices = new int[sizes.length];
            int rest = rank;
            for (int l = 0; l < sizes.length; l++) {
                choices[l] = rest % sizes[l];
                rest /= sizes[l];
            }
            Architecture architecture = Architecture.of(choices);
            networks.merge(space.canonical(architecture), Math.exp(logProbability(logits, architecture)), Double::sum);
        }
        EnumeratingSampler sampler = new EnumeratingSampler(space, costs, budget);
        double[] best = sampler.feasible().stream()
                .mapToDouble(a -> -networks.get(a))
                .sorted()
                .limit(100)
                .toArray();
        SearchContext context = new SearchContext(space, costs, budget, sampler, 100, 1).withLogits(logits);

        List<Architecture> proposals = proposals(context);

        assertThat(networks).hasSize(900);
        assertThat(proposals).hasSize(100).doesNotHaveDuplicates().isSubsetOf(sampler.feasible());
        for (int i = 0; i < best.length; i++) {
            assertThat(-networks.get(proposals.get(i))).as("proposal %d", i).isCloseTo(best[i], within(1e-12));
        }
    }

    @Test
    void candidatesThatExceedAPeakAreLeftOut() {
        SearchSpace space = SyntheticSpace.of(4, 5, 4, 5, 3);
        double[][] bytes = {{9, 1, 5, 7, 3}, {2, 8, 6, 4}, {1, 9, 3, 7, 5}, {2, 4, 6}};
        CostModel costs = CostModel.analytic(space).with(LookupTable.of(Metric.ACTIVATION_MEMORY, 1, bytes, space));
        Budget budget = Budget.atMost(Metric.ACTIVATION_MEMORY, 5);
        ArchitectureLogits logits = logits(space, 1);
        EnumeratingSampler sampler = new EnumeratingSampler(space, costs, budget);
        SearchContext context = new SearchContext(space, costs, budget, sampler, 100, 1).withLogits(logits);
        assertThat(proposals(context)).containsExactlyInAnyOrderElementsOf(sampler.feasible());
        double best = sampler.feasible().stream()
                .mapToDouble(a -> logProbability(logits, a))
                .max()
                .orElseThrow();
        assertThat(logProbability(logits, proposals(context).get(0))).isCloseTo(best, within(1e-12));
    }

    @Test
    void theMostLikelyComesFirstIfItMeetsTheBudget() {
        SearchSpace space = SyntheticSpace.of(5, 6, 6, 6, 6);
        CostModel costs = CostModel.analytic(space);
        ArchitectureLogits logits = logits(space, 2);
        Budget budget = Budget.atMost(Metric.MACS, costs.table("macs").cost(logits.mostLikely()));
        SearchContext context = new SearchContext(
                        space, costs, budget, new EnumeratingSampler(space, costs, budget), 1, 1)
                .withLogits(logits);
        assertThat(proposals(context)).containsExactly(logits.mostLikely());
    }

    /** 9^22 architectures; flat logits leave no order to hide behind. */
    @Test
    void largeSpacesAndFlatLogitsStayFast() {
        int[] sizes = new int[22];
        Arrays.fill(sizes, 9);
        SearchSpace space = SyntheticSpace.of(6, sizes);
        CostModel costs = CostModel.analytic(space);
        double least = costs.table("macs").min();
        double limit = least + 0.25 * (costs.table("macs").max() - least);
        Budget budget = Budget.atMost(Metric.MACS, limit);
        for (double spread : new double[] {0, 1e-3, 3}) {
            ArchitectureLogits logits = logits(space, spread);
            SearchContext context = new SearchContext(
                            space, costs, budget, FeasibleSampler.of(space, costs, budget), 200, 1)
                    .withLogits(logits);
            List<Architecture> proposals = proposals(context);
            assertThat(proposals).hasSize(200).doesNotHaveDuplicates();
            double last = 0;
            for (Architecture proposal : proposals) {
                double now = logProbability(logits, proposal);
                assertThat(now).isLessThanOrEqualTo(last + 1e-9);
                last = now;
            }
        }
    }

    @Test
    void withoutLogitsItSaysWhatIsMissing() {
        SearchContext context = Lab.unlimited(3, 3).context(5, 1);
        assertThatThrownBy(() -> new DifferentiableSearch().start(context))
                .isInstanceOf(MissingCapabilityException.class)
                .hasMessageStartingWith("Search strategy 'differentiable' needs architecture logits");
    }
}
