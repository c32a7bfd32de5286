package org.osnas.tasks.criterion;

import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;

/**
 * Softmax cross-entropy, mean over the batch, with label smoothing: the target is {@code (1 - s)·oneHot + s/classes},
 * so the smoothing mass goes to all classes, the true one included (Szegedy et al. 2016, <a
 * href="https://arxiv.org/abs/1512.00567">Rethinking the Inception Architecture for Computer Vision</a>). One SameDiff
 * operation, stable for large outputs; its gradient is right only where the loss is the end of the graph, because
 * ND4J's gradient of this operation ignores what follows it.
 *
 * @param smoothing from 0 (none) to below 1
 */
public record CrossEntropy(double smoothing) implements Criterion {

    /** Without label smoothing. */
    public CrossEntropy() {
        this(0);
    }

    public CrossEntropy {
        Check.that(
                smoothing >= 0 && smoothing < 1,
                "smoothing must be from 0 (none) to below 1, got %s; 0.1 is usual",
                smoothing);
    }

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        SDVariable output = outputs.only();
        SDVariable weights = graph.constant(Nd4j.scalar(1f));
        return graph.loss()
                .softmaxCrossEntropy(labels, output, weights, LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT, smoothing);
    }
}
