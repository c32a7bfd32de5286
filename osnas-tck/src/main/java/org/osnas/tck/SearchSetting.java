package org.osnas.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.Metric;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.RelaxedModel;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.ArchitectureLogits;

/** A synthetic space under a budget with a landscape: what a search strategy is tried on. Immutable. */
record SearchSetting(SearchSpace space, CostModel costs, Budget budget, EnumeratingSampler sampler) {

    /** 6,000 architectures, of which the middle half by MACs is within the budget. */
    static final SearchSetting ROOMY = middleHalf(SyntheticSpace.of(1, 5, 4, 1, 5, 3, 4, 5), Metric.MACS);

    /** 24 architectures, of which 12 are within the budget. */
    static final SearchSetting SMALL = middleHalf(SyntheticSpace.of(2, 3, 2, 4), Metric.MACS);

    /** 6,000 architectures, of which only the cheapest is within the budget. */
    static final SearchSetting ONE = cheapest(SyntheticSpace.of(1, 5, 4, 1, 5, 3, 4, 5), Metric.MACS);

    /** 46,656 architectures, of which the middle half by MACs is within the budget. */
    static final SearchSetting LARGE = middleHalf(SyntheticSpace.of(3, 6, 6, 6, 6, 6, 6), Metric.MACS);

    /** 1,764 networks of interchangeable choices, of which the middle half by MACs is within the budget. */
    static final SearchSetting UNIFIED = middleHalf(SyntheticSpace.unified(2, 5), Metric.MACS);

    /** With all capabilities that a search strategy may require. */
    SearchContext context(int trials, long seed) {
        return new SearchContext(space, costs, budget, sampler, trials, seed)
                .withRelaxed(landscape().relaxed())
                .withLogits(logits());
    }

    /** The same, with the mixtures of a landscape, and with logits as a training on it might leave them. */
    SearchContext context(int trials, long seed, SyntheticLandscape landscape) {
        RelaxedModel relaxed = landscape.relaxed();
        double[][] mixture = Arrays.stream(space.sizes())
                .mapToObj(size -> {
                    double[] layer = new double[size];
                    Arrays.fill(layer, 1.0 / size);
                    return layer;
                })
                .toArray(double[][]::new);
        double[][] logits = relaxed.relax(mixture).gradient();
        for (double[] layer : logits) {
            Arrays.setAll(layer, c -> -layer[c]);
        }
        return new SearchContext(space, costs, budget, sampler, trials, seed)
                .withRelaxed(relaxed)
                .withLogits(new ArchitectureLogits(logits));
    }

    /** As a training might leave them: each has its say, none decides. */
    private ArchitectureLogits logits() {
        RandomGenerator random = Seeds.generator(5, "synthetic-logits", 0);
        double[][] logits = Arrays.stream(space.sizes()).mapToObj(double[]::new).toArray(double[][]::new);
        for (double[] layer : logits) {
            Arrays.setAll(layer, c -> random.nextGaussian());
        }
        return new ArchitectureLogits(logits);
    }

    /** What scoring an architecture on the landscape gives. */
    Trial trial(long index, Architecture architecture) {
        return new Trial(index, architecture, landscape().score(architecture), costs.costs(architecture));
    }

    /** A rugged landscape, so that the trials of a search lead to something. */
    SyntheticLandscape landscape() {
        return SyntheticLandscape.of(space, 3).withRuggedness(0.5).withNoise(0.1);
    }

    private static SearchSetting middleHalf(SearchSpace space, Metric metric) {
        CostModel costs = CostModel.analytic(space);
        List<Double> sorted = new ArrayList<>();
        for (Architecture architecture : EnumeratingSampler.all(space)) {
            sorted.add(costs.table(metric.name()).cost(architecture));
        }
        sorted.sort(null);
        Budget budget = Budget.of(metric, sorted.get(sorted.size() / 4), sorted.get(sorted.size() * 3 / 4 - 1));
        return of(space, costs, budget);
    }

    private static SearchSetting cheapest(SearchSpace space, Metric metric) {
        CostModel costs = CostModel.analytic(space);
        return of(space, costs, Budget.atMost(metric, costs.table(metric.name()).min()));
    }

    private static SearchSetting of(SearchSpace space, CostModel costs, Budget budget) {
        return new SearchSetting(space, costs, budget, new EnumeratingSampler(space, costs, budget));
    }
}
