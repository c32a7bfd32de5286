package org.osnas.strategies.training.differentiable;

import java.util.Arrays;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.TrainingContext;
import org.osnas.tck.SyntheticSpace;

/** A small space with its costs. */
final class SmallCosts {

    private SmallCosts() {}

    static final SearchSpace SPACE = SyntheticSpace.of(3, 4, 1, 3);
    static final CostModel COSTS = CostModel.analytic(SPACE);
    static final LookupTable MACS = COSTS.table("macs");
    static final double[][] LOGITS = {{0.3, -1, 1.2, 0}, {0.4}, {-0.7, 0.9, 0.1}};
    static final double TARGET = 0.8 * MACS.expected(new ArchitectureLogits(LOGITS).probabilities());

    static double[][] zeros() {
        return Arrays.stream(LOGITS).map(row -> new double[row.length]).toArray(double[][]::new);
    }

    static TrainingContext context(Budget budget) {
        return new TrainingContext(SPACE, COSTS, budget, 100, 20, 1);
    }
}
