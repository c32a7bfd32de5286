package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.engine.internal.plan.TensorPool;

/** Makes the shared blocks of one supernet; each draws from a generator of its own, by the order of calls. */
final class BlockFactory {

    private final TensorPool pool;
    private final long seed;
    private final List<SharedBlock> originals;
    private final List<SharedBlock> made = new ArrayList<>();

    BlockFactory(TensorPool pool, long seed) {
        this(pool, seed, List.of());
    }

    private BlockFactory(TensorPool pool, long seed, List<SharedBlock> originals) {
        this.pool = pool;
        this.seed = seed;
        this.originals = originals;
    }

    /** A factory that makes the same blocks once more, in the same order, over the same weights. */
    BlockFactory twin(TensorPool other) {
        return new BlockFactory(other, seed, made);
    }

    /**
     * @param layer choice layer whose candidates may start alike; -1 for the stem
     */
    SharedBlock make(Block block, Shape input, String label, Initialization initialization, int layer) {
        int index = made.size();
        SharedBlock shared = index < originals.size()
                ? originals.get(index).twin(pool)
                : SharedBlock.create(
                        block,
                        input,
                        label,
                        pool,
                        initialization,
                        Seeds.generator(seed, "weights", index),
                        Seeds.derive(seed, "layer", layer));
        made.add(shared);
        return shared;
    }
}
