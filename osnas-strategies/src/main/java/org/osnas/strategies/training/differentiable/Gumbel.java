package org.osnas.strategies.training.differentiable;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Architecture;
import org.osnas.api.training.ArchitectureLogits;

/**
 * Logits perturbed by Gumbel noise: the largest of a layer is a draw from the softmax of its logits, the k largest are k
 * draws without replacement (Gumbel 1954; Maddison, Tarlow and Minka 2014, "A* sampling",
 * https://arxiv.org/abs/1411.0030).
 */
final class Gumbel {

    private Gumbel() {}

    /** Logits plus independent standard Gumbel noise, {@code [layer][candidate]}. */
    static double[][] perturbed(ArchitectureLogits logits, RandomGenerator random) {
        return Softmax.layers(logits, layer -> {
            double[] noisy = layer.clone();
            for (int c = 0; c < noisy.length; c++) {
                noisy[c] -= Math.log(-Math.log(open(random)));
            }
            return noisy;
        });
    }

    // Both ends of the unit interval would give infinite noise.
    private static double open(RandomGenerator random) {
        double u = random.nextDouble();
        return u > 0 ? u : 0x1p-54;
    }

    /** The softmax of each layer at a temperature. */
    static double[][] soften(double[][] values, double temperature) {
        double[][] soft = new double[values.length][];
        for (int l = 0; l < soft.length; l++) {
            double[] scaled = values[l].clone();
            for (int c = 0; c < scaled.length; c++) {
                scaled[c] /= temperature;
            }
            soft[l] = ArchitectureLogits.softmax(scaled);
        }
        return soft;
    }

    /** An architecture drawn from the softmax of the logits. */
    static Architecture sample(ArchitectureLogits logits, RandomGenerator random) {
        return new ArchitectureLogits(perturbed(logits, random)).mostLikely();
    }
}
