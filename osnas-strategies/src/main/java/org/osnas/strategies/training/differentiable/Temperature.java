package org.osnas.strategies.training.differentiable;

import org.osnas.api.spi.Check;

/**
 * A temperature that falls over the training.
 *
 * @param start at the first step
 * @param end at the last step
 * @param geometric whether it falls by equal factors (FBNet) or by equal amounts (GDAS)
 */
record Temperature(double start, double end, boolean geometric) {

    Temperature {
        Check.positive("temperature", start);
        Check.positive("final-temperature", end);
        Check.that(end <= start, "final-temperature must not be above temperature, got %s and %s", end, start);
    }

    /** At a step of a training. */
    double at(long index, long steps) {
        double progress = steps <= 1 ? 0 : (double) index / (steps - 1);
        return geometric ? start * Math.pow(end / start, progress) : start + (end - start) * progress;
    }
}
