package org.osnas.tasks.detection;

import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.HeadBuilder;
import org.osnas.api.space.Predictor;
import org.osnas.api.space.Shape;
import org.osnas.api.space.TaskHead;
import org.osnas.api.space.Upsample;
import org.osnas.api.spi.Check;

/**
 * The outputs of CenterNet at one stride: {@value #HEATMAP}, a logit for each category and place; {@value #SIZE}, width and
 * height in cells; {@value #OFFSET}, where in its cell a centre is, right and down. All are {@code [batch, height, width,
 * n]}. Zhou et al. 2019, <a href="https://arxiv.org/abs/1904.07850">Objects as Points</a>; instead of deconvolutions, a
 * light top-down path over the features as in Lin et al. 2017,
 * <a href="https://arxiv.org/abs/1612.03144">Feature Pyramid Networks</a>, and one separable convolution for all outputs.
 *
 * @param stride of the outputs: pixels of the input by place, a power of 2
 * @param levels features that are used, from the one of {@code stride} on to twice as coarse ones; those that the space
 *     lacks are made by convolutions of stride 2, as in Lin et al. 2017, <a
 *     href="https://arxiv.org/abs/1708.02002">RetinaNet</a>
 * @param width channels of the path
 */
public record CenterHead(int categories, int stride, int levels, int width) implements TaskHead {

    /** Name of the output with a logit for each category. */
    public static final String HEATMAP = "heatmap";

    /** Name of the output with width and height. */
    public static final String SIZE = "size";

    /** Name of the output with the place in the cell. */
    public static final String OFFSET = "offset";

    public CenterHead {
        Check.atLeast("categories", categories, 1);
        Check.that(
                stride >= 1 && Integer.bitCount(stride) == 1,
                "The stride of a head must be a power of 2, got %d",
                stride);
        Check.between("levels", levels, 1, 4);
        Check.atLeast("width", width, 1);
    }

    @Override
    public void describe(HeadBuilder head) {
        int[] laterals = new int[levels];
        for (int level = 0; level < levels; level++) {
            String feature = feature(level);
            laterals[level] = level == 0 || head.features().containsKey(feature)
                    ? lateral(head, feature)
                    : coarser(head, laterals[level - 1]);
        }
        int y = laterals[levels - 1];
        for (int level = levels - 2; level >= 0; level--) {
            requireDouble(head.shape(laterals[level]), head.shape(y));
            y = head.add(new Add(), head.add(new Upsample(2), relu(head, y)), laterals[level]);
        }
        y = relu(head, separable(head, relu(head, y), 3, 1));
        head.output(HEATMAP, head.add(new Predictor(width, categories, true), y));
        head.output(SIZE, head.add(new Predictor(width, 2, false), y));
        head.output(OFFSET, head.add(new Predictor(width, 2, false), y));
    }

    private String feature(int level) {
        return "stride" + (stride << level);
    }

    private int lateral(HeadBuilder head, String name) {
        int feature = head.read(name);
        return head.then(feature, Conv2d.of(head.shape(feature).channels(), width, 1, 1), BatchNorm.of(width));
    }

    /** What stands for a feature where the space has none: it sees more of the image around a place. */
    private int coarser(HeadBuilder head, int finer) {
        return separable(head, relu(head, finer), 5, 2);
    }

    private int separable(HeadBuilder head, int value, int kernel, int by) {
        return head.then(
                value,
                new DepthwiseConv2d(width, kernel, by),
                BatchNorm.of(width),
                Conv2d.of(width, width, 1, 1),
                BatchNorm.of(width));
    }

    private void requireDouble(Shape finer, Shape coarser) {
        Check.that(
                finer.height() == 2 * coarser.height() && finer.width() == 2 * coarser.width(),
                "The head adds a feature of %dx%d to one of %dx%d, which must be twice as large. Use inputs whose height and width are multiples of %d, or fewer levels",
                coarser.height(),
                coarser.width(),
                finer.height(),
                finer.width(),
                stride << (levels - 1));
    }

    private int relu(HeadBuilder head, int value) {
        return head.add(new Activation(Activation.Function.RELU, width), value);
    }
}
