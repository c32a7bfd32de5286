package org.osnas.tasks.criterion;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;

/**
 * Softmax focal loss, the mean over the batch of {@code -alpha (1 - p)^gamma log p}, where {@code p} is the probability
 * of the true class: easy examples count less (Lin et al. 2017, <a href="https://arxiv.org/abs/1708.02002">Focal Loss
 * for Dense Object Detection</a>). Here {@code alpha} scales all classes alike.
 *
 * @param alpha positive factor
 * @param gamma 0 (cross-entropy) or more
 */
public record FocalLoss(double alpha, double gamma) implements Criterion {

    // Keeps the derivative of (1 - p)^gamma finite at p = 1 where gamma is below 1.
    private static final double SHIFT = 1e-7;

    /** With the alpha of 1 and the gamma of 2 that are usual. */
    public FocalLoss() {
        this(1, 2);
    }

    public FocalLoss {
        Check.positive("alpha", alpha);
        Check.that(gamma >= 0 && Double.isFinite(gamma), "gamma must be 0 or more, got %s; 2 is usual", gamma);
    }

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        SDVariable output = outputs.only();
        // Built by hand: ND4J's log-softmax is -infinity where a probability underflows, and the gradient of its
        // cross-entropy ignores what follows it.
        SDVariable shifted = output.sub(output.max(true, 1));
        SDVariable logSum = graph.math().log(graph.math().exp(shifted).sum(true, 1));
        SDVariable logProbability = shifted.sub(logSum).mul(labels).sum(1);
        if (gamma == 0) {
            return logProbability.mean().mul(-alpha);
        }
        SDVariable rest = graph.math().exp(logProbability).rsub(gamma < 1 ? 1 + SHIFT : 1);
        SDVariable factor = gamma == 1 ? rest : graph.math().pow(rest, gamma);
        return factor.mul(logProbability).mean().mul(-alpha);
    }
}
