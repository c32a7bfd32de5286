package org.osnas.tasks.augment;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;

/**
 * A window of random area and aspect ratio that becomes the whole image. Szegedy et al. 2015, <a
 * href="https://arxiv.org/abs/1409.4842">Going Deeper with Convolutions</a>, section 6. If ten windows do not fit, the
 * middle is taken with the nearest possible ratio, as torchvision does.
 *
 * @param smallest area of a window as a share of the image
 * @param largest area of a window as a share of the image
 * @param ratio most that a window is wider than high, or higher than wide
 */
public record RandomResizedCrop(double smallest, double largest, double ratio) implements PixelChange {

    private static final int TRIES = 10;

    public RandomResizedCrop {
        Check.that(
                smallest > 0 && smallest <= largest && largest <= 1,
                "The window of a crop must have an area from above 0 to 1 of the image, the smallest first, got %s to %s",
                smallest,
                largest);
        Check.that(ratio >= 1 && ratio <= 10, "The ratio of a crop's sides must be from 1 to 10, got %s", ratio);
    }

    /** With areas from {@code smallest} to 1 and ratios from 3/4 to 4/3. */
    public static RandomResizedCrop from(double smallest) {
        return new RandomResizedCrop(smallest, 1, 4 / 3.0);
    }

    /**
     * A window in pixels.
     *
     * @param top may lie within a pixel, as all may
     */
    record Window(double top, double left, double height, double width) {}

    @Override
    public void apply(float[] pixels, Shape shape, RandomGenerator random) {
        Window window = draw(shape.height(), shape.width(), random);
        double down = window.height() / shape.height();
        double right = window.width() / shape.width();
        Pixel.resample(pixels, shape, (y, x) -> new double[] {window.top() + y * down, window.left() + x * right});
    }

    Window draw(int height, int width, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            double area = (smallest + (largest - smallest) * random.nextDouble()) * height * width;
            double aspect = Math.pow(ratio, 2 * random.nextDouble() - 1);
            double across = Math.sqrt(area * aspect);
            double down = Math.sqrt(area / aspect);
            if (across <= width && down <= height) {
                return new Window(
                        (height - down) * random.nextDouble(), (width - across) * random.nextDouble(), down, across);
            }
        }
        double across = Math.min(width, height * ratio);
        double down = Math.min(height, width * ratio);
        return new Window((height - down) / 2, (width - across) / 2, down, across);
    }
}
