package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.core.plan.ForwardMode;
import org.osnas.core.plan.Tensor;
import org.osnas.core.plan.TensorPool;

/**
 * Blocks against numbers of an independent implementation: outputs, all gradients, running statistics. Reads every
 * file in the directory of system property {@code osnas.golden.blocks}, by default the test resources.
 */
class GoldenBlocksTest {

    private static final double TOLERANCE = 1e-4;

    static Stream<Path> files() {
        return GoldenFiles.with("osnas.golden.blocks", "blocks", "leaf_modules").stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void matchesTheReference(Path file) {
        JsonNode golden = GoldenFiles.read(file);
        Block block = GoldenBlockBuilder.build(golden).orElse(null);
        Assumptions.assumeTrue(block != null, "not a row of leaf modules: " + file.getFileName());
        int[] in = GoldenFiles.shape(golden.get("input"));
        TensorPool pool = new TensorPool();
        SharedBlock shared = new SharedBlock(
                block,
                new Shape(in[2], in[3], in[1]),
                "golden",
                pool,
                Initialization.STANDALONE,
                new SplittableRandom(1),
                1);
        List<String> state = GoldenBlockBuilder.stateOrder(golden);
        load(shared, golden, state);
        Tensor x = Tensor.of(Nd4j.createFromArray(GoldenFiles.channelsLast(golden.get("input")))
                .reshape(in[0], in[2], in[3], in[1]));

        if (block.isIdentity()) {
            assertThat(golden.get("out_train")).isEqualTo(golden.get("input"));
            assertThat(golden.get("grad_input")).isEqualTo(golden.get("upstream"));
            return;
        }
        Tensor y = shared.plan().forward(x, new ForwardMode.Training(1));
        close("out_train", y.toArray(), GoldenFiles.channelsLast(golden.get("out_train")));
        Tensor upstream = pool.acquire(y.shape());
        upstream.buffer().put(0, GoldenFiles.channelsLast(golden.get("upstream")));
        Tensor gx = shared.backward(upstream, true);
        close("grad_input", gx.toArray(), GoldenFiles.channelsLast(golden.get("grad_input")));
        pool.release(gx);
        compare(shared, golden, state);

        Tensor evaluated = shared.plan().forward(x, ForwardMode.running());
        close("out_eval", evaluated.toArray(), GoldenFiles.channelsLast(golden.get("out_eval")));
        pool.release(evaluated);
        assertThat(pool.lent()).as("arrays not given back").isZero();
    }

    private static void close(String what, float[] actual, float[] expected) {
        assertThat(GoldenFiles.relativeError(actual, expected)).as(what).isLessThan(TOLERANCE);
    }

    private static void load(SharedBlock shared, JsonNode golden, List<String> state) {
        List<Weight> weights = shared.block().weights();
        int at = 0;
        for (String name : state) {
            float[] torch = GoldenFiles.data(golden.get("state").get(name));
            int span = GoldenWeights.span(weights, at, torch.length);
            float[][] ours = GoldenWeights.fromTorch(torch, weights.subList(at, at + span));
            for (int g = 0; g < span; g++) {
                Tensor.of(shared.array(at + g)).buffer().put(0, ours[g]);
            }
            at += span;
        }
        assertThat(at).as("weights").isEqualTo(weights.size());
    }

    private static void compare(SharedBlock shared, JsonNode golden, List<String> state) {
        List<Weight> weights = shared.block().weights();
        int at = 0;
        for (String name : state) {
            int span = GoldenWeights.span(
                    weights, at, GoldenFiles.data(golden.get("state").get(name)).length);
            boolean trained = golden.get("grads").has(name);
            List<float[]> parts = new ArrayList<>();
            for (Weight weight : weights.subList(at, at + span)) {
                float[] ours = trained
                        ? shared.gradient(weight.name())
                        : Tensor.of(shared.array(at)).toArray();
                parts.add(GoldenWeights.toTorch(ours, weight));
            }
            float[] all = new float[parts.stream().mapToInt(p -> p.length).sum()];
            int end = 0;
            for (float[] part : parts) {
                System.arraycopy(part, 0, all, end, part.length);
                end += part.length;
            }
            JsonNode expected = golden.get(trained ? "grads" : "buffers_after").get(name);
            close(name + Arrays.toString(GoldenFiles.shape(expected)), all, GoldenFiles.data(expected));
            at += span;
        }
    }
}
