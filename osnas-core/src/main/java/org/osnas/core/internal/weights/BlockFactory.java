package org.osnas.core.internal.weights;

import java.util.List;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.core.weights.Initialization;

/** Makes the shared blocks of one network; each draws from a generator of its own, by the order of calls. */
final class BlockFactory {

    private final NetworkContext context;
    private final Initialization initialization;
    private final long seed;
    private int made;

    BlockFactory(NetworkContext context, Initialization initialization, long seed) {
        this.context = context;
        this.initialization = initialization;
        this.seed = seed;
    }

    NetworkContext context() {
        return context;
    }

    Initialization initialization() {
        return initialization;
    }

    /**
     * A block that begins as this network's blocks do.
     *
     * @param layer choice layer whose candidates may start alike; -1 for the stem
     */
    SharedBlock make(Block block, Shape input, String label, int layer) {
        return make(block, input, label, layer, initialization);
    }

    /** A block that all choices of a stage share, so that there is nothing that could start alike. */
    SharedBlock makeCommon(Block block, Shape input, String label, int layer) {
        return make(block, input, label, layer, Initialization.STANDALONE);
    }

    private SharedBlock make(Block block, Shape input, String label, int layer, Initialization first) {
        float[][] values = first.values(
                block, input, Seeds.generator(seed, "weights", made++), Seeds.derive(seed, "layer", layer));
        return SharedBlock.create(block, input, label, context.pool(), List.of(values));
    }
}
