package org.osnas.api.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

/** Spaces of any size whose blocks do nothing, and tables of any cost for them. */
public final class TestTables {

    public static final Metric ENERGY = new Metric("energy", "mJ");

    private TestTables() {}

    public static SearchSpace space(int... sizes) {
        List<ChoiceLayer> layers = new ArrayList<>();
        for (int size : sizes) {
            List<Block> candidates = new ArrayList<>();
            for (int c = 0; c < size; c++) {
                candidates.add(Block.sequence("b" + c));
            }
            layers.add(new ChoiceLayer(candidates));
        }
        return SearchSpace.classifier(
                "toy",
                new Shape(32, 32, 3),
                2,
                Block.sequence("stem"),
                layers,
                Block.sequence("head", new GlobalAveragePool(), new Linear(3, 2, true)));
    }

    /** Whole costs that are multiples of {@code unit}, different for each seed. */
    static LookupTable whole(Metric metric, SearchSpace space, long seed, int unit, int bound) {
        RandomGenerator random = Seeds.generator(seed, metric.name(), 0);
        double[][] cost = new double[space.depth()][];
        for (int l = 0; l < cost.length; l++) {
            cost[l] = random.ints(space.layers().get(l).size(), 0, bound)
                    .mapToDouble(i -> (double) i * unit)
                    .toArray();
        }
        return LookupTable.of(metric, 1000, cost, space);
    }

    /** Real costs between 0 and 1 a layer. */
    static LookupTable real(Metric metric, SearchSpace space, long seed) {
        RandomGenerator random = Seeds.generator(seed, metric.name(), 1);
        double[][] cost = new double[space.depth()][];
        for (int l = 0; l < cost.length; l++) {
            cost[l] = random.doubles(space.layers().get(l).size()).toArray();
        }
        return LookupTable.of(metric, 0.125, cost, space);
    }

    static void forEach(SearchSpace space, Consumer<Architecture> action) {
        Sizes sizes = new Sizes(space.sizes());
        int total = sizes.product().intValueExact();
        for (int rank = 0; rank < total; rank++) {
            action.accept(Architecture.of(sizes.unrank(rank)));
        }
    }

    static List<Architecture> within(SearchSpace space, CostModel costs, Budget budget) {
        List<Architecture> found = new ArrayList<>();
        forEach(space, a -> {
            if (costs.within(a, budget)) {
                found.add(a);
            }
        });
        return found;
    }
}
