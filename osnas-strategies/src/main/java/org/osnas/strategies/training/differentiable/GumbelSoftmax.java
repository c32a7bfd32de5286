package org.osnas.strategies.training.differentiable;

import java.util.random.RandomGenerator;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.PathChoice;

/**
 * All candidates, weighted by the Gumbel-softmax {@code softmax((logits + noise) / temperature)}, which sharpens as the
 * temperature falls (Wu et al. 2019, "FBNet: hardware-aware efficient ConvNet design via differentiable neural
 * architecture search", https://arxiv.org/abs/1812.03443).
 */
record GumbelSoftmax() implements Relaxer {

    @Override
    public PathChoice path(ArchitectureLogits logits, double temperature, RandomGenerator random) {
        return draw(logits, temperature, random).mixture();
    }

    @Override
    public Draw draw(ArchitectureLogits logits, double temperature, RandomGenerator random) {
        return new Softmax.Mixture(Gumbel.soften(Gumbel.perturbed(logits, random), temperature), temperature);
    }
}
