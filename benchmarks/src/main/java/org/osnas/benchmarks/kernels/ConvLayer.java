package org.osnas.benchmarks.kernels;

import org.osnas.engine.internal.onednn.ConvShape;
import org.osnas.engine.internal.plan.ConvArguments;

/** Convolutions of fbnet-s at 32x32, batch 64, by kernel and stride; 7x7 is of other spaces. */
public enum ConvLayer {
    STEM_3_S2(32, 3, 16, 3, 2, false),
    POINTWISE_16(16, 24, 144, 1, 1, false),
    POINTWISE_4(4, 672, 112, 1, 1, false),
    DEPTHWISE_3(16, 144, 144, 3, 1, true),
    DEPTHWISE_5(16, 144, 144, 5, 1, true),
    DEPTHWISE_7(16, 144, 144, 7, 1, true),
    DEPTHWISE_5_S2(16, 144, 144, 5, 2, true);

    private static final int BATCH = 64;

    final ConvShape shape;

    ConvLayer(int side, int in, int out, int kernel, int stride, boolean depthwise) {
        shape = new ConvShape(BATCH, side, side, in, out, kernel, stride, kernel / 2, depthwise);
    }

    long[] input() {
        return new long[] {BATCH, shape.h(), shape.w(), shape.in()};
    }

    long[] output() {
        return new long[] {BATCH, shape.outH(), shape.outW(), shape.out()};
    }

    long[] weights() {
        return new long[] {shape.kernel(), shape.kernel(), shape.in(), shape.depthwise() ? 1 : shape.out()};
    }

    ConvArguments convolution() {
        return new ConvArguments(shape.kernel(), shape.stride(), shape.padding(), shape.depthwise());
    }

    /** The name of ND4J's operation. */
    String operation() {
        return shape.depthwise() ? "depthwise_conv2d" : "conv2d";
    }

    /** The arguments of ND4J's operation: NHWC, explicit padding. */
    int[] arguments() {
        int k = shape.kernel();
        int s = shape.stride();
        int p = shape.padding();
        return new int[] {k, k, s, s, p, p, 1, 1, 0, 1};
    }
}
