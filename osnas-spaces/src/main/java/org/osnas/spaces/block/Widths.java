package org.osnas.spaces.block;

import org.osnas.api.spi.Check;

/** Widths that hardware likes. */
public final class Widths {

    /** Rounding down may take at most this share away. */
    private static final double LOSS = 0.1;

    private Widths() {}

    /**
     * The nearest multiple of a step, at least one step; the next one if a tenth or more would be lost. The function
     * {@code make_divisible} of the published MobileNets (Sandler et al. 2018,
     * <a href="https://arxiv.org/abs/1801.04381">MobileNetV2</a>; research/slim/nets/mobilenet of
     * github.com/tensorflow/models).
     */
    public static int divisible(double width, int step) {
        Check.positive("width", width);
        Check.atLeast("step", step, 1);
        int nearest = (int) Math.max(step, Math.floor((width + step / 2.0) / step) * step);
        return nearest < (1 - LOSS) * width ? nearest + step : nearest;
    }
}
