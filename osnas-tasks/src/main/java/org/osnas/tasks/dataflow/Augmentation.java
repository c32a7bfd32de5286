package org.osnas.tasks.dataflow;

import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.spi.Check;
import org.osnas.tasks.augment.Mixing;
import org.osnas.tasks.augment.PixelChange;
import org.osnas.tasks.augment.RandomErasing;

/**
 * Random changes of a training image: pad and crop (a shift by up to {@code pad} pixels, filled with zero bytes),
 * horizontal flip, and cutout (a square set to the mean; DeVries and Taylor 2017, <a
 * href="https://arxiv.org/abs/1708.04552">Improved Regularization of Convolutional Neural Networks with Cutout</a>); then what {@code org.osnas.tasks.augment}
 * offers, in the order of the parameters.
 *
 * @param pad the largest shift in pixels, 0 for none
 * @param flip whether half of the images are mirrored
 * @param cutout side of the square in pixels, 0 for none; its centre lies anywhere in the image
 * @param changes of the pixels of images, one after the other
 * @param erasing of a rectangle of an image
 * @param mixing of the examples of a batch
 */
public record Augmentation(
        int pad, boolean flip, int cutout, List<PixelChange> changes, RandomErasing erasing, Mixing mixing) {

    /** Leaves images as they are. */
    public static final Augmentation NONE = new Augmentation(0, false, 0);

    /** With shifts, mirrors and cutout alone. */
    public Augmentation(int pad, boolean flip, int cutout) {
        this(pad, flip, cutout, List.of(), RandomErasing.NONE, Mixing.NONE);
    }

    public Augmentation {
        changes = List.copyOf(changes);
        Check.atLeast("pad", pad, 0);
        Check.atLeast("cutout", cutout, 0);
    }

    /** What happens to one image; cutout bounds are half open. */
    record Change(int down, int right, boolean mirrored, int top, int left, int bottom, int end) {
        static final Change NONE = new Change(0, 0, false, 0, 0, 0, 0);
    }

    /** Draws one change for an image of the given size. */
    Change draw(RandomGenerator random, int height, int width) {
        int down = pad == 0 ? 0 : random.nextInt(2 * pad + 1) - pad;
        int right = pad == 0 ? 0 : random.nextInt(2 * pad + 1) - pad;
        boolean mirrored = flip && random.nextBoolean();
        if (cutout == 0) {
            return new Change(down, right, mirrored, 0, 0, 0, 0);
        }
        int top = random.nextInt(height) - cutout / 2;
        int left = random.nextInt(width) - cutout / 2;
        return new Change(
                down,
                right,
                mirrored,
                Math.max(0, top),
                Math.max(0, left),
                Math.min(height, top + cutout),
                Math.min(width, left + cutout));
    }
}
