package org.osnas.core.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Weight;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/** Weights, gradients and running statistics of golden files, in and out of shared blocks. */
final class GoldenState {

    private static final double TOLERANCE = 1e-4;

    /** Share of the largest gradient below which a whole tensor is rounding noise about zero. */
    private static final double NOISE = 1e-5;

    private GoldenState() {}

    /** Names in the state of a file that start with a prefix, in the file's order. */
    static List<String> names(JsonNode golden, String prefix) {
        List<String> names = new ArrayList<>();
        golden.get("state").fieldNames().forEachRemaining(name -> {
            if (name.startsWith(prefix)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Puts the named tensors into the block's weights, in this order. */
    static void load(SharedBlock shared, JsonNode golden, List<String> state) {
        List<Weight> weights = shared.block().weights();
        int at = 0;
        for (String name : state) {
            float[] torch = GoldenFiles.data(golden.get("state").get(name));
            int span = GoldenWeights.span(weights, at, torch.length);
            float[][] ours = GoldenWeights.fromTorch(torch, weights.subList(at, at + span));
            for (int g = 0; g < span; g++) {
                Kernels.nd4j().wrap(shared.weights().array(at + g)).write(ours[g]);
            }
            at += span;
        }
        assertThat(at).as("weights").isEqualTo(weights.size());
    }

    /** Compares gradients of trained weights, and running statistics, with the file's. */
    static void compare(SharedBlock shared, JsonNode golden, List<String> state) {
        List<Weight> weights = shared.block().weights();
        int at = 0;
        for (String name : state) {
            int span = GoldenWeights.span(
                    weights, at, GoldenFiles.data(golden.get("state").get(name)).length);
            boolean trained = golden.get("grads").has(name);
            List<float[]> parts = new ArrayList<>();
            for (int i = at; i < at + span; i++) {
                Weight weight = weights.get(i);
                float[] ours = trained
                        ? shared.gradient(weight.name())
                        : Kernels.nd4j().wrap(shared.weights().array(i)).toArray();
                parts.add(GoldenWeights.toTorch(ours, weight));
            }
            float[] all = new float[parts.stream().mapToInt(p -> p.length).sum()];
            int end = 0;
            for (float[] part : parts) {
                System.arraycopy(part, 0, all, end, part.length);
                end += part.length;
            }
            JsonNode expected = golden.get(trained ? "grads" : "buffers_after").get(name);
            if (trained && largest(GoldenFiles.data(expected)) < NOISE * largestGradient(golden)) {
                // A shift that a later normalisation removes has the gradient zero in exact arithmetic.
                assertThat(largest(all)).as(name).isLessThan(NOISE * largestGradient(golden));
            } else {
                close(name, all, expected);
            }
            at += span;
        }
    }

    private static double largestGradient(JsonNode golden) {
        double largest = 0;
        for (JsonNode gradient : golden.get("grads")) {
            if (!gradient.isNull()) {
                largest = Math.max(largest, largest(GoldenFiles.data(gradient)));
            }
        }
        return largest;
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** A tensor of a file, channels last. */
    static Tensor tensor(JsonNode tensor, TensorPool pool) {
        int[] s = GoldenFiles.shape(tensor);
        int[] shape = s.length == 4 ? new int[] {s[0], s[2], s[3], s[1]} : s;
        return Kernels.chosen()
                .wrap(Nd4j.createFromArray(GoldenFiles.channelsLast(tensor)).reshape(shape));
    }

    /** The upstream gradient of a file in an array of the pool. */
    static Tensor upstream(JsonNode golden, TensorPool pool) {
        Tensor given = tensor(golden.get("upstream"), pool);
        Tensor upstream = pool.acquire(given.shape());
        pool.kernels().copy(given, upstream);
        return upstream;
    }

    /** Compares an output, channels last, or a vector. */
    static void close(String what, float[] actual, JsonNode expected) {
        boolean image = GoldenFiles.shape(expected).length == 4 && !what.endsWith("weight");
        float[] values = image ? GoldenFiles.channelsLast(expected) : GoldenFiles.data(expected);
        assertThat(GoldenFiles.relativeError(actual, values)).as(what).isLessThan(TOLERANCE);
    }
}
