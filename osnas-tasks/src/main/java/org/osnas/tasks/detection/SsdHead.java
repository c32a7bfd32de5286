package org.osnas.tasks.detection;

import org.osnas.api.space.Activation;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.HeadBuilder;
import org.osnas.api.space.Predictor;
import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Check;

/**
 * The outputs of SSDLite at several strides: of each, such as {@code scores8} and {@code boxes8}, {@code [batch, height,
 * width, n]}, a logit for nothing and one for each category of every anchor, and how its box moves. Each is predicted by a
 * separable convolution. Strides that the space does not have are made of the coarsest feature by further layers. Liu et
 * al. 2016, <a href="https://arxiv.org/abs/1512.02325">SSD</a>; Sandler et al. 2018, <a
 * href="https://arxiv.org/abs/1801.04381">MobileNetV2</a>, section 6.2.
 *
 * @param stride of the finest outputs, a power of 2
 * @param levels number of strides, each twice the one before
 * @param width channels of further layers
 */
public record SsdHead(int categories, int stride, int levels, int width) implements TaskHead {

    public SsdHead {
        Check.atLeast("categories", categories, 1);
        Check.that(
                stride >= 2 && Integer.bitCount(stride) == 1,
                "The stride of a head must be a power of 2, at least 2, got %d",
                stride);
        Check.between("levels", levels, 1, 6);
        Check.atLeast("width", width, 2);
    }

    /** Name of the logits at a stride. */
    static String scores(int at) {
        return "scores" + at;
    }

    /** Name of the moves of boxes at a stride. */
    static String boxes(int at) {
        return "boxes" + at;
    }

    @Override
    public void describe(HeadBuilder head) {
        int y = -1;
        for (int level = 0; level < levels; level++) {
            int at = stride << level;
            String feature = "stride" + at;
            y = level == 0 || head.features().containsKey(feature) ? head.read(feature) : coarser(head, y);
            int in = head.shape(y).channels();
            head.output(scores(at), predict(head, y, in, SsdAnchors.PER_PLACE * (categories + 1)));
            head.output(boxes(at), predict(head, y, in, SsdAnchors.PER_PLACE * 4));
        }
    }

    private static int predict(HeadBuilder head, int y, int in, int out) {
        return head.then(
                y,
                new DepthwiseConv2d(in, 3, 1),
                BatchNorm.of(in),
                Activation.relu6(in),
                new Predictor(in, out, false));
    }

    private int coarser(HeadBuilder head, int y) {
        int half = width / 2;
        return head.then(
                y,
                Conv2d.of(head.shape(y).channels(), half, 1, 1),
                BatchNorm.of(half),
                Activation.relu6(half),
                new DepthwiseConv2d(half, 3, 2),
                BatchNorm.of(half),
                Activation.relu6(half),
                Conv2d.of(half, width, 1, 1),
                BatchNorm.of(width),
                Activation.relu6(width));
    }
}
