package org.osnas.core.cost;

import java.util.List;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * One block with weights of its own, run in inference as a supernet runs it: by the same execution plan, with the
 * running statistics of batch normalisation. Not thread-safe.
 */
final class BlockRunner {

    private final SharedBlock block;

    private BlockRunner(SharedBlock block) {
        this.block = block;
    }

    /**
     * @param inputs shapes of the block's inputs for one image
     * @param pool lends the activations; runners of one {@link BlockChain} share it
     * @param seed of the weights
     */
    static BlockRunner create(Block block, List<Shape> inputs, TensorPool pool, long seed) {
        String label = "block " + block.name();
        return new BlockRunner(SharedBlock.standalone(block, inputs, label, pool, Seeds.generator(seed, "weights", 0)));
    }

    /** One forward pass; an identity gives {@code x} itself. */
    List<Tensor> run(List<Tensor> x) {
        return block.forward(x, ForwardMode.running());
    }
}
