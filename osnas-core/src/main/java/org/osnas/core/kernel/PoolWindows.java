package org.osnas.core.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.osnas.api.spi.Check;

/** The windows of a pooling layer over one image {@code [h, w, c]}, which lies in an array. */
record PoolWindows(int h, int w, int c, int kernel, int stride) {

    PoolWindows {
        Check.atLeast("height", h, 1);
        Check.atLeast("width", w, 1);
        Check.atLeast("channels", c, 1);
        Check.atLeast("kernel", kernel, 1);
        Check.atLeast("stride", stride, 1);
    }

    private interface Window {
        /** Rows {@code top} to {@code bottom} and columns {@code left} to {@code right} meet output {@code at}. */
        void at(int top, int bottom, int left, int right, int at);
    }

    int outputSize() {
        return ((h - 1) / stride + 1) * ((w - 1) / stride + 1) * c;
    }

    int inputSize() {
        return Math.multiplyExact(Math.multiplyExact(h, w), c);
    }

    void read(FloatBuffer x, int image, float[] in) {
        x.get(image * inputSize(), in, 0, inputSize());
    }

    void write(float[] out, int image, FloatBuffer y) {
        y.put(image * outputSize(), out, 0, outputSize());
    }

    private void forEach(Window window) {
        int before = (kernel - 1) / 2;
        int at = 0;
        for (int y = -before; y + before < h; y += stride) {
            for (int x = -before; x + before < w; x += stride) {
                window.at(Math.max(0, y), Math.min(h, y + kernel), Math.max(0, x), Math.min(w, x + kernel), at);
                at += c;
            }
        }
    }

    void average(float[] in, float[] out) {
        forEach((top, bottom, left, right, at) -> {
            Arrays.fill(out, at, at + c, 0f);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    addScaled(out, at, in, (y * w + x) * c, 1f, c);
                }
            }
            float share = 1f / ((bottom - top) * (right - left));
            for (int i = at; i < at + c; i++) {
                out[i] *= share;
            }
        });
    }

    void averageGradient(float[] out, float[] in) {
        Arrays.fill(in, 0, inputSize(), 0f);
        forEach((top, bottom, left, right, at) -> {
            float share = 1f / ((bottom - top) * (right - left));
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    addScaled(in, (y * w + x) * c, out, at, share, c);
                }
            }
        });
    }

    private static void addScaled(float[] to, int at, float[] from, int start, float factor, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i] += factor * from[start + i];
        }
    }

    void max(float[] in, float[] out) {
        forEach((top, bottom, left, right, at) -> {
            Arrays.fill(out, at, at + c, Float.NEGATIVE_INFINITY);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    int start = (y * w + x) * c;
                    for (int i = 0; i < c; i++) {
                        out[at + i] = Math.max(out[at + i], in[start + i]);
                    }
                }
            }
        });
    }

    void maxGradient(float[] in, float[] out, float[] grad) {
        Arrays.fill(grad, 0, inputSize(), 0f);
        forEach((top, bottom, left, right, at) -> {
            for (int i = 0; i < c; i++) {
                int best = (top * w + left) * c + i;
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        int here = (y * w + x) * c + i;
                        best = in[here] > in[best] ? here : best;
                    }
                }
                grad[best] += out[at + i];
            }
        });
    }
}
