package org.osnas.tasks.augment;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;

/**
 * Some of fourteen operations one after the other, each drawn uniformly, all of one strength. Cubuk et al. 2020, <a
 * href="https://arxiv.org/abs/1909.13719">RandAugment</a>; the ranges of the operations are torchvision's, what changes
 * places is by linear interpolation.
 *
 * @param operations how many follow one another
 * @param magnitude from 0 to {@value #STRONGEST}; at 0 only autocontrast and equalize, which have no strength, change an
 *     image
 */
public record RandAugment(int operations, int magnitude) implements PixelChange {

    /** The largest magnitude. */
    public static final int STRONGEST = 30;

    public RandAugment {
        Check.between("operations", operations, 1, 14);
        Check.between("magnitude", magnitude, 0, STRONGEST);
    }

    /** What can be done. */
    enum Operation {
        IDENTITY,
        SHEAR_ACROSS,
        SHEAR_DOWN,
        TRANSLATE_ACROSS,
        TRANSLATE_DOWN,
        ROTATE,
        BRIGHTNESS,
        COLOUR,
        CONTRAST,
        SHARPNESS,
        POSTERIZE,
        SOLARIZE,
        AUTO_CONTRAST,
        EQUALIZE
    }

    @Override
    public void apply(float[] pixels, Shape shape, RandomGenerator random) {
        Operation[] all = Operation.values();
        for (int i = 0; i < operations; i++) {
            Operation operation = all[random.nextInt(all.length)];
            apply(operation, pixels, shape, random.nextBoolean() ? 1 : -1);
        }
    }

    /**
     * @param sign of a strength that goes both ways
     */
    void apply(Operation operation, float[] pixels, Shape shape, int sign) {
        double share = (double) magnitude / STRONGEST;
        double signed = sign * share;
        // Each has the same effect whatever the size of an image: 150 of 331 pixels in AutoAugment.
        double far = 150 / 331.0 * signed;
        switch (operation) {
            case IDENTITY -> {}
            case SHEAR_ACROSS -> Geometry.shearAcross(pixels, shape, 0.3 * signed);
            case SHEAR_DOWN -> Geometry.shearDown(pixels, shape, 0.3 * signed);
            case TRANSLATE_ACROSS -> Geometry.translate(pixels, shape, 0, far * shape.width());
            case TRANSLATE_DOWN -> Geometry.translate(pixels, shape, far * shape.height(), 0);
            case ROTATE -> Geometry.rotate(pixels, shape, 30 * signed);
            case BRIGHTNESS -> Colours.brightness(pixels, 1 + 0.9 * signed);
            case COLOUR -> Colours.saturation(pixels, shape.channels(), 1 + 0.9 * signed);
            case CONTRAST -> Colours.contrast(pixels, shape.channels(), 1 + 0.9 * signed);
            case SHARPNESS -> Geometry.sharpness(pixels, shape, 1 + 0.9 * signed);
            case POSTERIZE -> Colours.posterize(pixels, 8 - (int) Math.rint(4 * share));
            case SOLARIZE -> Colours.solarize(pixels, share == 0 ? Double.POSITIVE_INFINITY : 1 - share);
            case AUTO_CONTRAST -> Colours.autoContrast(pixels, shape.channels());
            case EQUALIZE -> Colours.equalize(pixels, shape.channels());
        }
    }
}
