package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;

/**
 * The loss of SSD, by the number of anchors that have an object: softmax cross-entropy of the anchors that have something to
 * learn, and smooth absolute error of the moves of those with an object. Liu et al. 2016,
 * <a href="https://arxiv.org/abs/1512.02325">SSD</a>, equations 1 to 3. The labels are those of
 * {@link SsdDetector#targets}, where hard negatives were chosen.
 *
 * @param boxWeight of the error of moves
 */
public record SsdLoss(double boxWeight) implements Criterion {

    /** The value of the paper. */
    public static final SsdLoss DEFAULT = new SsdLoss(1);

    public SsdLoss {
        Check.that(boxWeight >= 0, "The weight of boxes must not be negative, got %s", boxWeight);
    }

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        int kinds = (int) labels.getShape()[2] - SsdDetector.EXTRA;
        SDVariable kind = part(graph, labels, 0, kinds);
        SDVariable move = part(graph, labels, kinds, 4);
        SDVariable positive = part(graph, labels, kinds + 4, 1);
        SDVariable logits = joined(graph, outputs, "scores", kinds);
        // The largest is taken off, so that no exponential overflows; its gradient cancels.
        SDVariable shifted = logits.sub(logits.max(true, 2));
        SDVariable logarithms =
                shifted.sub(graph.math().log(graph.math().exp(shifted).sum(true, 2)));
        SDVariable entropy = logarithms.mul(kind).sum().neg();
        SDVariable error = graph.math().abs(joined(graph, outputs, "boxes", 4).sub(move));
        SDVariable beyond = graph.nn().relu(error.sub(1), 0);
        SDVariable smooth = graph.math().square(error.sub(beyond)).mul(0.5).add(beyond);
        SDVariable objects = graph.math().max(positive.sum(), graph.constant(1f));
        return entropy.add(smooth.mul(positive).sum().mul(boxWeight)).div(objects);
    }

    /** The outputs of all strides, a row for each anchor. */
    private static SDVariable joined(SameDiff graph, OutputVariables outputs, String name, int row) {
        List<SDVariable> parts = new ArrayList<>();
        for (String output : outputs.names()) {
            if (output.startsWith(name)) {
                long[] shape = outputs.get(output).getShape();
                parts.add(graph.reshape(outputs.get(output), shape[0], shape[1] * shape[2] * shape[3] / row, row));
            }
        }
        Check.that(
                !parts.isEmpty(),
                "This loss is for the outputs of an SSD head, but the network gives %s. Take the task object-detection-ssd",
                outputs.names());
        return parts.size() == 1 ? parts.get(0) : graph.concat(1, parts.toArray(SDVariable[]::new));
    }

    private static SDVariable part(SameDiff graph, SDVariable labels, int from, int length) {
        long[] shape = labels.getShape();
        return graph.slice(labels, new int[] {0, 0, from}, (int) shape[0], (int) shape[1], length);
    }
}
