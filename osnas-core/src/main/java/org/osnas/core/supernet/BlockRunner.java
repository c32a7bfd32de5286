package org.osnas.core.supernet;

import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.core.plan.ForwardMode;
import org.osnas.core.plan.Tensor;
import org.osnas.core.plan.TensorPool;

/**
 * One block with weights and an input of its own, run in inference as a supernet runs it: by the same execution plan,
 * with the running statistics of batch normalisation. Not thread-safe.
 */
public final class BlockRunner implements Runnable {

    private final SharedBlock block;
    private final TensorPool pool;
    private final Tensor input;

    private BlockRunner(SharedBlock block, TensorPool pool, Tensor input) {
        this.block = block;
        this.pool = pool;
        this.input = input;
    }

    /**
     * @param input shape of one image
     * @param batch images of a pass
     * @param pool lends the activations; runners that share one reuse each other's arrays
     * @param seed of weights and input
     */
    public static BlockRunner create(Block block, Shape input, int batch, TensorPool pool, long seed) {
        RandomGenerator weights = Seeds.generator(seed, "weights", 0);
        SharedBlock shared =
                new SharedBlock(block, input, "block " + block.name(), pool, Initialization.STANDALONE, weights, seed);
        Tensor x = Tensor.allocate(batch, input.height(), input.width(), input.channels());
        RandomGenerator values = Seeds.generator(seed, "input", 0);
        for (int i = 0; i < x.length(); i++) {
            x.buffer().put(i, (float) values.nextGaussian());
        }
        return new BlockRunner(shared, pool, x);
    }

    /** One forward pass; an identity does nothing. */
    @Override
    public void run() {
        if (!block.isIdentity()) {
            pool.release(block.plan().forward(input, ForwardMode.running()));
        }
    }
}
