package org.osnas.tasks.detection;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;

/**
 * The loss of CenterNet, by the number of objects in the batch: a focal loss of the heatmap in which places near a centre
 * count less, and the absolute error of size and offset at the centres. Zhou et al. 2019,
 * <a href="https://arxiv.org/abs/1904.07850">Objects as Points</a>, equations 1 to 4. The labels are those of
 * {@link CenterDetector#targets}.
 *
 * <p>What is not in the paper: the cross-entropy among the categories at the places of an object, each as often as the
 * heatmap says. The focal loss alone learns early where something is and late what it is, since it shows the category at
 * one place for each object and hardly counts what is half right. The term does not depend on how high the logits of a
 * place are, only on which of them is the highest, so that peaks keep their form.
 *
 * @param alpha exponent by which a place that is nearly right counts less
 * @param beta exponent by which a place near a centre counts less
 * @param sizeWeight of the error of width and height, which is measured in cells
 * @param offsetWeight of the error of the place in the cell
 * @param categoryWeight of the cross-entropy among categories, 0 for the loss of the paper
 */
public record CenterLoss(double alpha, double beta, double sizeWeight, double offsetWeight, double categoryWeight)
        implements Criterion {

    /** The values of the paper. */
    public static final CenterLoss PAPER = new CenterLoss(2, 4, 0.1, 1, 0);

    /** The values of the paper, and categories that are told apart. */
    public static final CenterLoss DEFAULT = new CenterLoss(2, 4, 0.1, 1, 0.2);

    public CenterLoss {
        for (double value : new double[] {alpha, beta, sizeWeight, offsetWeight, categoryWeight}) {
            Check.that(
                    value >= 0,
                    "The exponents and weights of the loss must not be negative, got alpha %s, beta %s, size weight %s,"
                            + " offset weight %s, category weight %s",
                    alpha,
                    beta,
                    sizeWeight,
                    offsetWeight,
                    categoryWeight);
        }
    }

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        long[] shape = labels.getShape();
        int categories = (int) shape[3] - CenterTargets.EXTRA;
        SDVariable heat = channels(graph, labels, 0, categories);
        SDVariable center = channels(graph, labels, categories + 4, categories + 5);
        SDVariable learnt =
                channels(graph, labels, categories + 5, categories + 6).rsub(1);
        SDVariable objects = graph.math().max(center.sum(), graph.constant(1f));

        SDVariable x = outputs.get(CenterHead.HEATMAP);
        SDVariable p = graph.nn().sigmoid(x);
        // log(1 + e^x) without overflow; -log p is this less x, and -log(1 - p) is this.
        SDVariable softplus = graph.nn()
                .relu(x, 0)
                .add(graph.math()
                        .log(graph.math().exp(graph.math().abs(x).neg()).add(1)));
        SDVariable atCenter = heat.gte(1).castTo(DataType.FLOAT);
        SDVariable found = power(graph, p.rsub(1), alpha).mul(softplus.sub(x)).mul(atCenter);
        SDVariable false_ = power(graph, p, alpha)
                .mul(softplus)
                .mul(power(graph, heat.rsub(1), beta))
                .mul(learnt);
        SDVariable size =
                error(graph, outputs.get(CenterHead.SIZE), channels(graph, labels, categories, categories + 2), center);
        SDVariable offset = error(
                graph, outputs.get(CenterHead.OFFSET), channels(graph, labels, categories + 2, categories + 4), center);
        SDVariable sum = found.add(false_).sum().add(size.mul(sizeWeight)).add(offset.mul(offsetWeight));
        if (categoryWeight > 0) {
            sum = sum.add(toldApart(graph, x, heat).mul(categoryWeight));
        }
        return sum.div(objects);
    }

    /** The cross-entropy among categories, summed over places as often as the heatmap says. */
    private static SDVariable toldApart(SameDiff graph, SDVariable x, SDVariable heat) {
        SDVariable below = x.sub(x.max(true, 3));
        SDVariable all = graph.math().log(graph.math().exp(below).sum(true, 3));
        return all.sub(below).mul(heat).sum();
    }

    /** The sum over objects of the mean error of their two numbers. */
    private static SDVariable error(SameDiff graph, SDVariable output, SDVariable target, SDVariable center) {
        return graph.math().abs(output.sub(target)).mul(center).sum().div(2);
    }

    private static SDVariable power(SameDiff graph, SDVariable base, double exponent) {
        return exponent == 2 ? graph.math().square(base) : graph.math().pow(base, exponent);
    }

    private static SDVariable channels(SameDiff graph, SDVariable labels, long from, long to) {
        long[] shape = labels.getShape();
        return graph.slice(
                labels, new int[] {0, 0, 0, (int) from}, (int) shape[0], (int) shape[1], (int) shape[2], (int)
                        (to - from));
    }
}
