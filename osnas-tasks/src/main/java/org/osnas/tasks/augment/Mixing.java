package org.osnas.tasks.augment;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.tasks.internal.Permutation;

/**
 * Mixes each example of a batch with another one of it, labels as inputs: a label then says of several classes how much of
 * them is there, and its sum stays 1. All examples of a batch are mixed alike. With both, half of the batches are of each
 * kind.
 *
 * <ul>
 *   <li>mixup: the weighted sum of two inputs, the weight drawn from Beta(α, α). Zhang et al. 2018, <a
 *       href="https://arxiv.org/abs/1710.09412">mixup</a>.
 *   <li>CutMix: a rectangle of the other image, of an area drawn from the same distribution, at a random place; labels
 *       count pixels. Yun et al. 2019, <a href="https://arxiv.org/abs/1905.04899">CutMix</a>.
 * </ul>
 *
 * @param mixup α of mixup, 0 for none
 * @param cutmix α of CutMix, 0 for none
 */
public record Mixing(double mixup, double cutmix) {

    /** Mixes nothing. */
    public static final Mixing NONE = new Mixing(0, 0);

    public Mixing {
        Check.between("mixup", mixup, 0, 100);
        Check.between("cutmix", cutmix, 0, 100);
    }

    /**
     * Mixes a batch in place.
     *
     * @param inputs {@code [batch, height, width, channels]}
     * @param labels {@code [batch, classes]}
     */
    public void apply(float[] inputs, float[] labels, Shape shape, RandomGenerator random) {
        if (equals(NONE)) {
            return;
        }
        int size = (int) (inputs.length / shape.elements());
        int[] other = Permutation.of(size, random);
        boolean cuts = mixup == 0 || cutmix > 0 && random.nextBoolean();
        double own = Beta.symmetric(cuts ? cutmix : mixup, random);
        if (cuts) {
            own = cut(inputs, shape, other, own, random);
        } else {
            blend(inputs, other, own);
        }
        blend(labels, other, own);
    }

    /** Rows become sums of themselves, {@code own} times, and others. */
    private static void blend(float[] values, int[] other, double own) {
        float[] old = values.clone();
        int length = values.length / other.length;
        for (int i = 0; i < other.length; i++) {
            for (int k = 0; k < length; k++) {
                values[i * length + k] = (float) (own * old[i * length + k] + (1 - own) * old[other[i] * length + k]);
            }
        }
    }

    /** The share of pixels that stay, after the rectangle was cut off at the border. */
    private static double cut(float[] inputs, Shape shape, int[] other, double own, RandomGenerator random) {
        double side = Math.sqrt(1 - own);
        int half = (int) (side * shape.height()) / 2;
        int halfAcross = (int) (side * shape.width()) / 2;
        int y = random.nextInt(shape.height());
        int x = random.nextInt(shape.width());
        int top = Math.max(0, y - half);
        int bottom = Math.min(shape.height(), y + half);
        int left = Math.max(0, x - halfAcross);
        int right = Math.min(shape.width(), x + halfAcross);
        float[] old = inputs.clone();
        int length = (int) shape.elements();
        for (int i = 0; i < other.length; i++) {
            for (int row = top; row < bottom; row++) {
                int at = (row * shape.width() + left) * shape.channels();
                System.arraycopy(
                        old, other[i] * length + at, inputs, i * length + at, (right - left) * shape.channels());
            }
        }
        return 1 - (double) (bottom - top) * (right - left) / (shape.height() * shape.width());
    }
}
