package org.osnas.engine.internal.onednn;

import org.osnas.api.spi.Check;

/**
 * A convolution without bias of {@code [n, h, w, in]} images with {@code [kernel, kernel, in, out]} weights; a depthwise
 * one has {@code [kernel, kernel, in, 1]}.
 *
 * @param n images
 * @param h height of the input
 * @param w width of the input
 * @param in channels of the input
 * @param out channels of the output; {@code in} if depthwise
 * @param kernel height and width of the kernel
 * @param stride in both directions
 * @param padding on all sides
 * @param depthwise whether each channel is filtered by itself
 */
public record ConvShape(int n, int h, int w, int in, int out, int kernel, int stride, int padding, boolean depthwise) {

    public ConvShape {
        Check.atLeast("batch", n, 1);
        Check.atLeast("input channels", in, 1);
        Check.atLeast("output channels", out, 1);
        Check.atLeast("kernel", kernel, 1);
        Check.atLeast("stride", stride, 1);
        Check.atLeast("padding", padding, 0);
        Check.atLeast("padded height", h + 2 * padding, kernel);
        Check.atLeast("padded width", w + 2 * padding, kernel);
        Check.that(!depthwise || in == out, "a depthwise convolution keeps its channels, got %s to %s", in, out);
    }

    public int outH() {
        return (h + 2 * padding - kernel) / stride + 1;
    }

    public int outW() {
        return (w + 2 * padding - kernel) / stride + 1;
    }

    /** The same convolution of another number of images. */
    public ConvShape images(int count) {
        return new ConvShape(count, h, w, in, out, kernel, stride, padding, depthwise);
    }

    /** Values of an input image. */
    long inputSize() {
        return (long) h * w * in;
    }

    /** Values of an output image. */
    long outputSize() {
        return (long) outH() * outW() * out;
    }
}
