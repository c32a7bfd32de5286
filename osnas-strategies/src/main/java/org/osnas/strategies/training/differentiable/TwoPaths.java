package org.osnas.strategies.training.differentiable;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Architecture;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.PathChoice;

/**
 * Binary gates, two candidates a layer at a time (Cai, Zhu and Han 2019, "ProxylessNAS: direct neural architecture search
 * on target task and hardware", https://arxiv.org/abs/1812.00332).
 *
 * <p>Weights: one path, drawn from the softmax of the logits. Logits: two candidates a layer are drawn without
 * replacement, and one of them to be active; the other runs, but its gate is closed. The gradients of both gates go
 * through the softmax of the two logits, and after the step both are shifted so that the probability of the two together
 * stays what it was. The hardware's gradient reaches all logits.
 */
record TwoPaths() implements Relaxer {

    @Override
    public PathChoice path(ArchitectureLogits logits, double temperature, RandomGenerator random) {
        return PathChoice.of(Gumbel.sample(logits, random));
    }

    @Override
    public Draw draw(ArchitectureLogits logits, double temperature, RandomGenerator random) {
        double[][] noisy = Gumbel.perturbed(logits, random);
        int[] active = new int[noisy.length];
        int[] other = new int[noisy.length];
        double[] share = new double[noisy.length];
        for (int l = 0; l < noisy.length; l++) {
            int first = largest(noisy[l], -1);
            int second = largest(noisy[l], first);
            // A layer of one candidate pairs it with itself.
            second = second < 0 ? first : second;
            double p = 1 / (1 + Math.exp(logits.logit(l, second) - logits.logit(l, first)));
            boolean takesFirst = random.nextDouble() < p;
            active[l] = takesFirst ? first : second;
            other[l] = takesFirst ? second : first;
            share[l] = takesFirst ? p : 1 - p;
        }
        return new Pair(logits, Architecture.of(active), Architecture.of(other), share);
    }

    private static int largest(double[] values, int without) {
        int best = -1;
        for (int c = 0; c < values.length; c++) {
            if (c != without && (best < 0 || values[c] > values[best])) {
                best = c;
            }
        }
        return best;
    }

    /**
     * @param share probability of the active candidate among the two, a layer
     */
    private record Pair(ArchitectureLogits logits, Architecture active, Architecture other, double[] share)
            implements Draw {

        @Override
        public PathChoice.Weighted mixture() {
            double[][] gates = new double[share.length][];
            boolean[][] watched = new boolean[share.length][];
            for (int l = 0; l < gates.length; l++) {
                gates[l] = new double[logits.size(l)];
                watched[l] = new boolean[logits.size(l)];
                gates[l][active.choice(l)] = 1;
                watched[l][other.choice(l)] = true;
            }
            return new PathChoice.Weighted(gates, watched);
        }

        @Override
        public double[][] logitGradient(double[][] mixtureGradient) {
            double[][] gradient = new double[share.length][];
            for (int l = 0; l < gradient.length; l++) {
                int a = active.choice(l);
                int b = other.choice(l);
                gradient[l] = new double[logits.size(l)];
                double g = share[l] * (1 - share[l]) * (mixtureGradient[l][a] - mixtureGradient[l][b]);
                gradient[l][a] += g;
                gradient[l][b] -= g;
            }
            return gradient;
        }

        @Override
        public void settle(ArchitectureLogits before, double[][] after) {
            for (int l = 0; l < after.length; l++) {
                int a = active.choice(l);
                int b = other.choice(l);
                if (a != b) {
                    double shift = logSum(after[l][a], after[l][b]) - logSum(before.logit(l, a), before.logit(l, b));
                    after[l][a] -= shift;
                    after[l][b] -= shift;
                }
            }
        }

        private static double logSum(double x, double y) {
            return Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));
        }
    }
}
