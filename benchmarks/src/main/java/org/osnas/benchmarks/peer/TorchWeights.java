package org.osnas.benchmarks.peer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.osnas.api.space.Weight;

/** Weight arrays of this project's layouts as PyTorch's tensors. */
final class TorchWeights {

    private final NDManager manager;
    private final boolean channelsLast;

    TorchWeights(NDManager manager, boolean channelsLast) {
        this.manager = manager;
        this.channelsLast = channelsLast;
    }

    NDArray tensor(Weight weight, float[] values) {
        List<Integer> shape = weight.shape();
        return switch (shape.size()) {
            case 1 -> manager.create(values);
            // [in, out] to [out, in]
            case 2 -> kernel(values, 1, shape.get(0), shape.get(1)).reshape(shape.get(1), shape.get(0));
            // Depthwise: [k, k, channels, 1] to [channels, 1, k, k]
            default ->
                shape.get(3) == 1 && weight.role() == Weight.Role.DEPTHWISE_KERNEL
                        ? kernel(values, shape.get(0), 1, shape.get(2))
                        : kernel(values, shape.get(0), shape.get(2), shape.get(3));
        };
    }

    /** The kernels of the groups of one convolution, one behind the other. */
    NDArray grouped(List<Weight> weights, List<float[]> values) {
        int kernel = weights.get(0).shape().get(0);
        int in = weights.get(0).shape().get(2);
        int out = weights.get(0).shape().get(3);
        int groups = weights.size();
        float[] joined = new float[groups * values.get(0).length];
        for (int g = 0; g < groups; g++) {
            for (int row = 0; row < kernel * kernel * in; row++) {
                System.arraycopy(values.get(g), row * out, joined, (row * groups + g) * out, out);
            }
        }
        return kernel(joined, kernel, in, groups * out);
    }

    /** From {@code [k, k, in, out]} to {@code [out, in, k, k]}, in the memory format of the comparison. */
    private NDArray kernel(float[] values, int k, int in, int out) {
        float[] ordered = new float[values.length];
        int area = k * k;
        for (int p = 0; p < area; p++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    int at = channelsLast ? (o * area + p) * in + i : (o * in + i) * area + p;
                    ordered[at] = values[(p * in + i) * out + o];
                }
            }
        }
        return channelsLast
                ? manager.create(ordered, new Shape(out, k, k, in)).transpose(0, 3, 1, 2)
                : manager.create(ordered, new Shape(out, in, k, k));
    }

    /** From {@code [batch, height, width, channels]} to {@code [batch, channels, height, width]}, likewise. */
    NDArray images(float[] values, int batch, int height, int width, int channels) {
        NDArray last = manager.create(values, new Shape(batch, height, width, channels))
                .transpose(0, 3, 1, 2);
        if (channelsLast) {
            return last;
        }
        float[] ordered = new float[values.length];
        int at = 0;
        for (int b = 0; b < batch; b++) {
            for (int c = 0; c < channels; c++) {
                for (int p = 0; p < height * width; p++) {
                    ordered[at++] = values[(b * height * width + p) * channels + c];
                }
            }
        }
        last.close();
        return manager.create(ordered, new Shape(batch, channels, height, width));
    }
}
