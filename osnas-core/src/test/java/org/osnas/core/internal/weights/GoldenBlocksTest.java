package org.osnas.core.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * Blocks against numbers of an independent implementation: outputs, all gradients, running statistics. Reads every
 * file in the directory of system property {@code osnas.golden.blocks}, by default the test resources.
 */
class GoldenBlocksTest {

    static Stream<Arguments> files() {
        return BothKernels.with(GoldenFiles.with("osnas.golden.blocks", "blocks", "leaf_modules"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void matchesTheReference(Kernels kernels, Path file) {
        JsonNode golden = GoldenFiles.read(file);
        Block block = GoldenBlockBuilder.build(golden);
        int[] in = GoldenFiles.shape(golden.get("input"));
        TensorPool pool = new TensorPool(kernels);
        SharedBlock shared = SharedBlock.standalone(
                block, List.of(new Shape(in[2], in[3], in[1])), "golden", pool, new SplittableRandom(1));
        List<String> state = GoldenBlockBuilder.stateOrder(golden);
        GoldenState.load(shared, golden, state);
        Tensor x = GoldenState.tensor(golden.get("input"), pool);

        if (block.isIdentity()) {
            assertThat(golden.get("out_train")).isEqualTo(golden.get("input"));
            assertThat(golden.get("grad_input")).isEqualTo(golden.get("upstream"));
            return;
        }
        Tensor y = shared.forward(x, new ForwardMode.Training(1));
        GoldenState.close("out_train", y.toArray(), golden.get("out_train"));
        Tensor gx = shared.backward(GoldenState.upstream(golden, pool), true);
        GoldenState.close("grad_input", gx.toArray(), golden.get("grad_input"));
        pool.release(gx);
        GoldenState.compare(shared, golden, state);

        Tensor evaluated = shared.forward(x, ForwardMode.running());
        GoldenState.close("out_eval", evaluated.toArray(), golden.get("out_eval"));
        pool.release(evaluated);
        assertThat(pool.lent()).as("arrays not given back").isZero();
    }
}
