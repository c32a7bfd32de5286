package org.osnas.core.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.api.space.UnifiedStage;
import org.osnas.core.weights.Initialization;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;
import org.osnas.spaces.block.BlockTemplate;
import org.osnas.spaces.block.Blocks;

/** A unified stage along one path against numbers of an independent implementation. */
class GoldenUnifiedStageTest {

    static Stream<Arguments> files() {
        return BothKernels.with(GoldenFiles.with("osnas.golden.blocks", "blocks", "sbn_index"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void matchesTheReference(Kernels kernels, Path file) {
        JsonNode golden = GoldenFiles.read(file);
        TensorPool pool = new TensorPool(kernels);
        Set<SharedBlock> touched = new LinkedHashSet<>();
        UnifiedStage stage = stage(golden);
        int[] in = GoldenFiles.shape(golden.get("input"));
        SharedStage shared = SharedStage.of(
                stage,
                new Shape(in[2], in[3], in[1]),
                0,
                new BlockFactory(new NetworkContext(pool, touched), Initialization.STANDALONE, 1));
        List<String> prefixes = prefixes(stage);
        for (int b = 0; b < prefixes.size(); b++) {
            GoldenState.load(shared.blocks().get(b), golden, GoldenState.names(golden, prefixes.get(b)));
        }
        int[] canonical = stage.canonical(ints(golden.get("arch")));
        assertThat(canonical).isEqualTo(ints(golden.get("sorted_arch")));
        StagePass pass = shared.along(canonical);
        Tensor x = GoldenState.tensor(golden.get("input"), pool);

        Tensor y = pass.forward(x, Modes.all(new ForwardMode.Training(1)));
        GoldenState.close("out_train", y.toArray(), golden.get("out_train"));
        Tensor gx = pass.backward(GoldenState.upstream(golden, pool), true);
        GoldenState.close("grad_input", gx.toArray(), golden.get("grad_input"));
        pool.release(gx);
        for (int b = 0; b < prefixes.size(); b++) {
            compare(shared.blocks().get(b), prefixes.get(b), golden, touched);
        }
        Tensor evaluated = pass.forward(x, Modes.all(ForwardMode.running()));
        GoldenState.close("out_eval", evaluated.toArray(), golden.get("out_eval"));
        pool.release(evaluated);
        assertThat(pool.lent()).as("arrays not given back").isZero();
    }

    private static void compare(SharedBlock block, String prefix, JsonNode golden, Set<SharedBlock> touched) {
        List<String> names = GoldenState.names(golden, prefix);
        boolean trained = names.stream()
                .anyMatch(n -> golden.get("grads").has(n)
                        && !golden.get("grads").get(n).isNull());
        assertThat(touched.contains(block)).as(prefix).isEqualTo(trained);
        if (trained) {
            GoldenState.compare(block, golden, names);
        } else {
            names.stream().filter(golden.get("buffers_after")::has).forEach(n -> assertThat(
                            golden.get("buffers_after").get(n))
                    .as(n)
                    .isEqualTo(golden.get("state").get(n)));
        }
    }

    private static UnifiedStage stage(JsonNode golden) {
        int in = golden.get("in_channels").asInt();
        int stride = golden.get("stride").asInt();
        List<Block> candidates = new ArrayList<>();
        for (JsonNode micro : golden.get("micro_cfg")) {
            BlockTemplate template = micro.get(0).asText().equals("zero")
                    ? Blocks.zero()
                    : Blocks.depthwise(micro.get(1).asInt());
            candidates.add(template.at(in, in, stride));
        }
        int groups = golden.get("arch").size();
        return new UnifiedStage(
                in, golden.get("out_channels").asInt(), stride, groups, Activation.Function.RELU6, candidates);
    }

    /** Of the blocks of the stage, in their order; the zero block has no state. */
    private static List<String> prefixes(UnifiedStage stage) {
        List<String> prefixes = new ArrayList<>();
        prefixes.add("point_wise.");
        for (int g = 0; g < stage.subBlocks(); g++) {
            for (int c = 0; c < stage.candidates().size(); c++) {
                prefixes.add("unified_block." + g + ".supernet_layer." + c + ".");
            }
        }
        prefixes.add("point_wise_1.");
        for (int zeros = 0; zeros <= stage.subBlocks(); zeros++) {
            prefixes.add("sbn." + zeros + ".");
        }
        return prefixes;
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
