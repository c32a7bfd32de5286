package org.osnas.strategies.training.differentiable;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Architecture;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.PathChoice;

/**
 * One candidate a layer, drawn by Gumbel noise, with weight one; backwards as if the weights had been the Gumbel-softmax
 * (Dong and Yang 2019, "Searching for a robust neural architecture in four GPU hours",
 * https://arxiv.org/abs/1910.04465). Only the drawn blocks run, so only their weights have a gradient.
 */
record HardGumbel() implements Relaxer {

    @Override
    public PathChoice path(ArchitectureLogits logits, double temperature, RandomGenerator random) {
        return PathChoice.of(Gumbel.sample(logits, random));
    }

    @Override
    public Draw draw(ArchitectureLogits logits, double temperature, RandomGenerator random) {
        double[][] noisy = Gumbel.perturbed(logits, random);
        Architecture drawn = new ArchitectureLogits(noisy).mostLikely();
        return new StraightThrough(drawn, Gumbel.soften(noisy, temperature), temperature);
    }

    private record StraightThrough(Architecture drawn, double[][] soft, double temperature) implements Draw {
        @Override
        public PathChoice.Weighted mixture() {
            double[][] hard = new double[soft.length][];
            for (int l = 0; l < hard.length; l++) {
                hard[l] = new double[soft[l].length];
                hard[l][drawn.choice(l)] = 1;
            }
            return new PathChoice.Weighted(hard);
        }

        @Override
        public double[][] logitGradient(double[][] mixtureGradient) {
            return Softmax.backward(soft, mixtureGradient, temperature);
        }
    }
}
