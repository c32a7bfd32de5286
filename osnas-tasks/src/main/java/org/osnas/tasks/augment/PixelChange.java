package org.osnas.tasks.augment;

import java.util.random.RandomGenerator;
import org.osnas.api.space.Shape;

/** A random change of an image that keeps its size. All chance comes from the generator. */
public interface PixelChange {

    /**
     * Changes an image in place.
     *
     * @param pixels {@code [height, width, channels]} from 0 to 1, red first; they stay within
     */
    void apply(float[] pixels, Shape shape, RandomGenerator random);
}
