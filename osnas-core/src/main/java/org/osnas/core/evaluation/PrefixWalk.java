package org.osnas.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.core.internal.weights.Modes;
import org.osnas.core.internal.weights.SharedNetwork;
import org.osnas.core.internal.weights.StagePass;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * Runs a batch along one path of a trie after the other, each from where it leaves the one before: it keeps the outputs
 * along the last path.
 */
final class PrefixWalk implements AutoCloseable {

    private record Step(PrefixTrie.Node node, Tensor output) {}

    private final Tensor x;
    private final Function<PrefixTrie.Node, StagePass> passes;
    private final Function<PrefixTrie.Node, Modes> modes;
    private final TensorPool pool;
    private final List<Step> steps = new ArrayList<>();

    /**
     * @param x the batch
     * @param passes makes the pass of a node
     * @param modes in which the blocks of a node run
     * @param pool takes outputs back
     */
    PrefixWalk(
            Tensor x,
            Function<PrefixTrie.Node, StagePass> passes,
            Function<PrefixTrie.Node, Modes> modes,
            TensorPool pool) {
        this.x = x;
        this.passes = passes;
        this.modes = modes;
        this.pool = pool;
    }

    /** A walk through a network. */
    static PrefixWalk of(SharedNetwork network, INDArray x, Function<PrefixTrie.Node, Modes> modes) {
        return new PrefixWalk(
                network.kernels().wrap(x), node -> network.pass(node.place(), node.choices()), modes, network.pool());
    }

    /** The output at the end of a path, valid until the next call. */
    Tensor to(List<PrefixTrie.Node> path) {
        int common = 0;
        while (common < Math.min(path.size(), steps.size()) && steps.get(common).node() == path.get(common)) {
            common++;
        }
        backTo(common);
        for (PrefixTrie.Node node : path.subList(common, path.size())) {
            steps.add(new Step(node, passes.apply(node).forward(last(), modes.apply(node))));
        }
        return last();
    }

    private Tensor last() {
        return steps.isEmpty() ? x : steps.get(steps.size() - 1).output();
    }

    private void backTo(int length) {
        while (steps.size() > length) {
            Tensor output = steps.remove(steps.size() - 1).output();
            // An identity gives its input, which is the step's before it.
            if (output != last()) {
                pool.release(output);
            }
        }
    }

    /** Gives all outputs back. */
    @Override
    public void close() {
        backTo(0);
    }
}
