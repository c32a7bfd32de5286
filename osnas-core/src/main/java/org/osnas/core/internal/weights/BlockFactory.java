package org.osnas.core.internal.weights;

import java.util.List;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Block;
import org.osnas.api.space.Head;
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
        return make(block, List.of(input), label, layer, initialization);
    }

    /** A block that all choices of a stage share, so that there is nothing that could start alike. */
    SharedBlock makeCommon(Block block, Shape input, String label, int layer) {
        return make(block, List.of(input), label, layer, Initialization.STANDALONE);
    }

    /** The head. What several features meet in, or what has several ends, is no layer that could start like others. */
    SharedBlock makeHead(Head head, List<Shape> inputs, int layer) {
        boolean chain = inputs.size() == 1 && head.outputs().size() == 1;
        return make(head.block(), inputs, "head", layer, chain ? initialization : Initialization.STANDALONE);
    }

    private SharedBlock make(Block block, List<Shape> inputs, String label, int layer, Initialization first) {
        float[][] values = first.values(
                block, inputs.get(0), Seeds.generator(seed, "weights", made++), Seeds.derive(seed, "layer", layer));
        return SharedBlock.create(block, inputs, label, context.pool(), List.of(values));
    }
}
