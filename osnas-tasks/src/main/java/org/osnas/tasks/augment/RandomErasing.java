package org.osnas.tasks.augment;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;

/**
 * Sets a rectangle of some images to the mean: of an area from 0.02 to 0.33 of the image and an aspect ratio from 0.3 to
 * 3.3. Zhong et al. 2020, <a href="https://arxiv.org/abs/1708.04896">Random Erasing Data Augmentation</a>; an image stays
 * as it is if ten rectangles do not fit.
 *
 * @param probability of an image to lose a rectangle, 0 for none
 */
public record RandomErasing(double probability) {

    /** Erases nothing. */
    public static final RandomErasing NONE = new RandomErasing(0);

    private static final double SMALLEST = 0.02;
    private static final double LARGEST = 0.33;
    private static final double RATIO = 3.3;
    private static final int TRIES = 10;

    public RandomErasing {
        Check.between("probability of erasing", probability, 0, 1);
    }

    /**
     * Changes an image in place.
     *
     * @param inputs holds a normalised image {@code [height, width, channels]}, whose mean is 0
     * @param at where it begins
     */
    public void apply(float[] inputs, int at, Shape shape, RandomGenerator random) {
        if (random.nextDouble() >= probability) {
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            double area = (SMALLEST + (LARGEST - SMALLEST) * random.nextDouble()) * shape.height() * shape.width();
            double aspect = Math.pow(RATIO, 2 * random.nextDouble() - 1);
            int height = (int) Math.rint(Math.sqrt(area * aspect));
            int width = (int) Math.rint(Math.sqrt(area / aspect));
            if (height >= 1 && width >= 1 && height < shape.height() && width < shape.width()) {
                int top = random.nextInt(shape.height() - height + 1);
                int left = random.nextInt(shape.width() - width + 1);
                for (int y = top; y < top + height; y++) {
                    int from = at + (y * shape.width() + left) * shape.channels();
                    Arrays.fill(inputs, from, from + width * shape.channels(), 0f);
                }
                return;
            }
        }
    }
}
