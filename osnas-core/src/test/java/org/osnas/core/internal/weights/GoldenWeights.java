package org.osnas.core.internal.weights;

import java.util.Arrays;
import java.util.List;
import org.osnas.api.space.Weight;

/** Translates weights between PyTorch's layouts and ours: {@code [out, in/groups, k, k]} and {@code [k, k, in, out]}. */
public final class GoldenWeights {

    private GoldenWeights() {}

    /** How many of our arrays, from {@code index} on, one PyTorch tensor becomes: the groups of a convolution. */
    public static int span(List<Weight> weights, int index, int torchLength) {
        int length = 0;
        int span = 0;
        while (length < torchLength) {
            length += weights.get(index + span++).length();
        }
        if (length != torchLength) {
            throw new AssertionError("PyTorch has " + torchLength + " values for " + weights.get(index));
        }
        return span;
    }

    /** Our arrays for a PyTorch tensor. */
    public static float[][] fromTorch(float[] torch, List<Weight> ours) {
        float[][] result = new float[ours.size()][];
        int at = 0;
        for (int g = 0; g < result.length; g++) {
            float[] part = Arrays.copyOfRange(torch, at, at + ours.get(g).length());
            result[g] = map(part, ours.get(g), false);
            at += part.length;
        }
        return result;
    }

    /** One of our arrays in PyTorch's order. */
    public static float[] toTorch(float[] ours, Weight weight) {
        return map(ours, weight, true);
    }

    private static float[] map(float[] from, Weight weight, boolean toTorch) {
        float[] to = new float[from.length];
        List<Integer> s = weight.shape();
        if (weight.role() == Weight.Role.DEPTHWISE_KERNEL) {
            move(from, to, s.get(0) * s.get(1), s.get(2), toTorch);
        } else if (s.size() == 4) {
            int area = s.get(0) * s.get(1);
            int in = s.get(2);
            int out = s.get(3);
            for (int a = 0; a < area; a++) {
                for (int i = 0; i < in; i++) {
                    for (int o = 0; o < out; o++) {
                        int ours = (a * in + i) * out + o;
                        int torch = (o * in + i) * area + a;
                        to[toTorch ? torch : ours] = from[toTorch ? ours : torch];
                    }
                }
            }
        } else if (s.size() == 2) {
            move(from, to, s.get(0), s.get(1), toTorch);
        } else {
            return from.clone();
        }
        return to;
    }

    /** Ours is {@code [rows, columns]}, PyTorch's {@code [columns, rows]}. */
    private static void move(float[] from, float[] to, int rows, int columns, boolean toTorch) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int ours = r * columns + c;
                int torch = c * rows + r;
                to[toTorch ? torch : ours] = from[toTorch ? ours : torch];
            }
        }
    }
}
