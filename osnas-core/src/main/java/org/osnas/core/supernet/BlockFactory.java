package org.osnas.core.supernet;

import org.osnas.api.random.Seeds;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.core.plan.TensorPool;

/** Makes the shared blocks of one supernet; each draws from a generator of its own, by the order of calls. */
final class BlockFactory {

    private final TensorPool pool;
    private final long seed;
    private int made;

    BlockFactory(TensorPool pool, long seed) {
        this.pool = pool;
        this.seed = seed;
    }

    /**
     * @param layer choice layer whose candidates may start alike; -1 for the stem
     */
    SharedBlock make(Block block, Shape input, String label, Initialization initialization, int layer) {
        return new SharedBlock(
                block,
                input,
                label,
                pool,
                initialization,
                Seeds.generator(seed, "weights", made++),
                Seeds.derive(seed, "layer", layer));
    }
}
