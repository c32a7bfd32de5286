package org.osnas.engine.internal.kernel;

import org.osnas.api.spi.Check;

/**
 * The geometry of a depthwise convolution, and how its loops are cut: a loop runs over {@code segment} output columns
 * of {@code images} images at once, long enough to vectorise and short enough for the cache.
 */
record DepthwiseShape(int n, int h, int w, int c, int kernel, int stride) {

    /** Loop length aimed at: the five arrays of a loop have to stay in the first-level cache. */
    private static final int LANES = 1200;

    DepthwiseShape {
        Check.atLeast("batch", n, 1);
        Check.atLeast("height", h, 1);
        Check.atLeast("width", w, 1);
        Check.atLeast("channels", c, 1);
        Check.oddKernel(kernel);
        Check.atLeast("stride", stride, 1);
    }

    int padding() {
        return kernel / 2;
    }

    int taps() {
        return kernel * kernel;
    }

    int outH() {
        return (h - 1) / stride + 1;
    }

    int outW() {
        return (w - 1) / stride + 1;
    }

    int inputSize() {
        return Math.multiplyExact(Math.multiplyExact(n, h), Math.multiplyExact(w, c));
    }

    int outputSize() {
        return Math.multiplyExact(Math.multiplyExact(n, outH()), Math.multiplyExact(outW(), c));
    }

    /** Output columns in a loop. */
    int segment() {
        int most = Math.max(1, LANES / c);
        int segments = (outW() + most - 1) / most;
        return (outW() + segments - 1) / segments;
    }

    /** Images in a loop; more than one only if whole rows are short. */
    int images() {
        return segment() < outW() ? 1 : Math.max(1, Math.min(n, LANES / (outW() * c)));
    }

    /** Groups of {@link #images()} images; the last may be smaller. */
    int groups() {
        return (n + images() - 1) / images();
    }

    int lanes() {
        return images() * segment() * c;
    }
}
