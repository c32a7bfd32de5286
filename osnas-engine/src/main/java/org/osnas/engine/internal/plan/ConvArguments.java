package org.osnas.engine.internal.plan;

import java.util.Optional;

/**
 * What a plan knows of a convolution before it sees images: square kernel, equal stride and padding on all sides, NHWC,
 * no dilation. Weights are {@code [kernel, kernel, in, out]}, or {@code [kernel, kernel, channels, 1]} if depthwise.
 */
public record ConvArguments(int kernel, int stride, int padding, boolean depthwise) {

    /** Reads the arguments of {@code conv2d} or {@code depthwise_conv2d}; empty if they are of another form. */
    static Optional<ConvArguments> read(long[] iArgs, boolean depthwise) {
        boolean square = iArgs[0] == iArgs[1] && iArgs[2] == iArgs[3] && iArgs[4] == iArgs[5];
        boolean undilated = iArgs[6] == 1 && iArgs[7] == 1;
        boolean explicitPadding = iArgs[8] == 0;
        boolean channelsLast = iArgs[9] == 1;
        boolean inputsBeforeOutputs = iArgs.length < 11 || iArgs[10] == 0;
        if (!square || !undilated || !explicitPadding || !channelsLast || !inputsBeforeOutputs) {
            return Optional.empty();
        }
        var arguments = new ConvArguments((int) iArgs[0], (int) iArgs[2], (int) iArgs[4], depthwise);
        return depthwise && !arguments.centred() ? Optional.empty() : Optional.of(arguments);
    }

    private boolean centred() {
        return kernel % 2 == 1 && padding == kernel / 2;
    }

    int outSize(int inSize) {
        return (inSize + 2 * padding - kernel) / stride + 1;
    }

    /** As ND4J's operations take them. */
    long[] iArgs() {
        return iArgs(stride);
    }

    /** As ND4J's operations take them, with another stride. */
    long[] iArgs(int otherStride) {
        return new long[] {kernel, kernel, otherStride, otherStride, padding, padding, 1, 1, 0, 1};
    }
}
