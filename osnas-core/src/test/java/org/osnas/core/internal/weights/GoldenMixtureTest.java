package org.osnas.core.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.api.training.PathChoice;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;
import org.osnas.spaces.block.BlockTemplate;
import org.osnas.spaces.block.Blocks;

/**
 * Mixtures of all candidates of a layer against numbers of an independent implementation: output, all gradients, those
 * of the mixture's logits included, and running statistics.
 */
class GoldenMixtureTest {

    static Stream<Arguments> files() {
        return BothKernels.with(GoldenFiles.with("osnas.golden.blocks", "blocks", "state_mode"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void matchesTheReference(Kernels kernels, Path file) {
        JsonNode golden = GoldenFiles.read(file);
        TensorPool pool = new TensorPool(kernels);
        List<SharedBlock> candidates = candidates(golden, pool);
        float[] logits = GoldenFiles.data(golden.get("alpha"));
        boolean softmax = golden.get("state_mode").asText().equals("softmax");
        double[] weights = softmax ? softmax(logits) : doubles(logits);
        Set<SharedBlock> touched = new LinkedHashSet<>();
        MixturePass pass = MixturePass.of(
                candidates, new PathChoice.Weighted(new double[][] {weights}), 0, new NetworkContext(pool, touched));

        Tensor y = pass.forward(GoldenState.tensor(golden.get("input"), pool), Modes.all(new ForwardMode.Training(1)));
        GoldenState.close("out_train", y.toArray(), golden.get("out_train"));
        Tensor gx = pass.backward(GoldenState.upstream(golden, pool), true);
        GoldenState.close("grad_input", gx.toArray(), golden.get("grad_input"));
        pool.release(gx);

        double[] gradient = softmax
                ? throughSoftmax(weights, pass.mixtureGradients().get(0))
                : pass.mixtureGradients().get(0);
        GoldenState.close("grad_alpha", floats(gradient), golden.get("grad_alpha"));
        for (int c = 0; c < candidates.size(); c++) {
            SharedBlock block = candidates.get(c);
            if (!block.isIdentity()) {
                GoldenState.compare(block, golden, GoldenState.names(golden, prefix(c)));
                assertThat(touched).contains(block);
            }
        }
        assertThat(pool.lent()).as("arrays not given back").isZero();
    }

    private static String prefix(int candidate) {
        return "supernet_layer." + candidate + ".";
    }

    private static List<SharedBlock> candidates(JsonNode golden, TensorPool pool) {
        int[] in = GoldenFiles.shape(golden.get("input"));
        List<SharedBlock> candidates = new ArrayList<>();
        for (JsonNode micro : golden.get("micro_cfg")) {
            Block block = template(micro)
                    .at(
                            in[1],
                            golden.get("out_channels").asInt(),
                            golden.get("stride").asInt());
            SharedBlock shared = SharedBlock.standalone(
                    block, List.of(new Shape(in[2], in[3], in[1])), "golden", pool, new SplittableRandom(1));
            GoldenState.load(shared, golden, GoldenState.names(golden, prefix(candidates.size())));
            candidates.add(shared);
        }
        return candidates;
    }

    private static BlockTemplate template(JsonNode micro) {
        JsonNode options = micro.get(4);
        return switch (micro.get(0).asText()) {
            case "mobile" ->
                Blocks.mobile(
                                micro.get(1).asInt(),
                                options.get("expansion_rate").asInt())
                        .withGroups(options.get("point_group").asInt());
            case "skip" -> Blocks.skip();
            default -> throw new AssertionError("unknown candidate " + micro);
        };
    }

    private static double[] softmax(float[] logits) {
        double[] p = doubles(logits);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(p[i]);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    /** {@code ∂L/∂α_i = p_i (g_i - Σ_j p_j g_j)}. */
    private static double[] throughSoftmax(double[] p, double[] gradient) {
        double mean = 0;
        for (int i = 0; i < p.length; i++) {
            mean += p[i] * gradient[i];
        }
        double[] result = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            result[i] = p[i] * (gradient[i] - mean);
        }
        return result;
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private static float[] floats(double[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }
}
