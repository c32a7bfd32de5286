package org.osnas.strategies.training.differentiable;

import org.osnas.api.cost.LookupTable;
import org.osnas.api.training.ArchitectureLogits;

/** A cost loss on the expected cost under the softmax of the logits. Learns nothing. */
record SoftCost(ExpectedCost cost, CostLoss loss) implements CostTerm {

    static SoftCost of(LookupTable table, double unit, CostLoss loss) {
        return new SoftCost(new ExpectedCost(table, unit), loss);
    }

    @Override
    public double[][] gradient(double task, double[][] taskGradient, ArchitectureLogits logits) {
        double[][] p = logits.probabilities();
        CostLoss.Joined joined = loss.join(task, cost.of(p));
        double[][] costGradient = cost.logitGradient(p);
        double[][] sum = new double[p.length][];
        for (int l = 0; l < sum.length; l++) {
            sum[l] = new double[p[l].length];
            for (int c = 0; c < sum[l].length; c++) {
                sum[l][c] = joined.byTask() * taskGradient[l][c] + joined.byCost() * costGradient[l][c];
            }
        }
        return sum;
    }

    @Override
    public void write(StateArray state) {}

    @Override
    public void read(StateArray state) {}
}
