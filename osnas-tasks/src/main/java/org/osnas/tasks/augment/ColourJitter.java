package org.osnas.tasks.augment;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;
import org.osnas.tasks.internal.Permutation;

/**
 * Brightness, contrast, saturation and hue, each changed by a random amount, in random order. Howard 2013, <a
 * href="https://arxiv.org/abs/1312.5402">Some Improvements on Deep Convolutional Neural Network Based Image
 * Classification</a>; the amounts as torchvision draws them. Images of one channel have no saturation and no hue.
 *
 * @param brightness most by which the factor of all values differs from 1
 * @param contrast most by which the factor of the distance from the image's mean grey differs from 1
 * @param saturation most by which the factor of the distance from a pixel's grey differs from 1
 * @param hue most by which hues turn, as a share of the circle, at most 0.5
 */
public record ColourJitter(double brightness, double contrast, double saturation, double hue) implements PixelChange {

    public ColourJitter {
        Check.between("brightness", brightness, 0, 1);
        Check.between("contrast", contrast, 0, 1);
        Check.between("saturation", saturation, 0, 1);
        Check.between("hue", hue, 0, 0.5);
    }

    @Override
    public void apply(float[] pixels, Shape shape, RandomGenerator random) {
        for (int which : Permutation.of(4, random)) {
            double amount = 2 * random.nextDouble() - 1;
            switch (which) {
                case 0 -> Colours.brightness(pixels, 1 + brightness * amount);
                case 1 -> Colours.contrast(pixels, shape.channels(), 1 + contrast * amount);
                case 2 -> Colours.saturation(pixels, shape.channels(), 1 + saturation * amount);
                default -> Colours.hue(pixels, shape.channels(), hue * amount);
            }
        }
    }
}
