package org.osnas.core.internal.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

    /** What the head gave at the end of a path. */
    private record End(PrefixTrie.Node node, List<Tensor> outputs) {}

    private final Tensor x;
    private final Function<PrefixTrie.Node, StagePass> passes;
    private final BiFunction<List<Tensor>, Modes, List<Tensor>> head;
    private final List<Integer> sources;
    private final Function<PrefixTrie.Node, Modes> modes;
    private final TensorPool pool;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable End end;

    /**
     * @param x the batch
     * @param passes makes the pass of a node that is not the last of its path
     * @param head runs the last node on what it reads
     * @param sources the steps whose outputs the head reads
     * @param modes in which the blocks of a node run
     * @param pool takes outputs back
     */
    PrefixWalk(
            Tensor x,
            Function<PrefixTrie.Node, StagePass> passes,
            BiFunction<List<Tensor>, Modes, List<Tensor>> head,
            List<Integer> sources,
            Function<PrefixTrie.Node, Modes> modes,
            TensorPool pool) {
        this.x = x;
        this.passes = passes;
        this.head = head;
        this.sources = sources;
        this.modes = modes;
        this.pool = pool;
    }

    /** A walk through a network. */
    static PrefixWalk of(SharedNetwork network, INDArray x, Function<PrefixTrie.Node, Modes> modes) {
        return new PrefixWalk(
                network.kernels().wrap(x),
                node -> {
                    network.stop().check();
                    return network.pass(node.place(), node.choices());
                },
                network.headPass()::forward,
                network.space().head().sources(),
                modes,
                network.pool());
    }

    /** The outputs at the end of a path, valid until the next call. */
    List<Tensor> to(List<PrefixTrie.Node> path) {
        PrefixTrie.Node last = path.get(path.size() - 1);
        if (end != null && end.node() == last) {
            return end.outputs();
        }
        forgetEnd();
        List<PrefixTrie.Node> trunk = path.subList(0, path.size() - 1);
        int common = 0;
        while (common < Math.min(trunk.size(), steps.size())
                && steps.get(common).node() == trunk.get(common)) {
            common++;
        }
        backTo(common);
        for (PrefixTrie.Node node : trunk.subList(common, trunk.size())) {
            steps.add(new Step(node, passes.apply(node).forward(last(), modes.apply(node))));
        }
        List<Tensor> features = sources.stream().map(s -> steps.get(s).output()).toList();
        List<Tensor> outputs = head.apply(features, modes.apply(last));
        end = new End(last, outputs);
        return outputs;
    }

    private Tensor last() {
        return steps.isEmpty() ? x : steps.get(steps.size() - 1).output();
    }

    private void forgetEnd() {
        if (end != null) {
            // A head that is an identity gives what it reads.
            end.outputs().stream()
                    .filter(output ->
                            sources.stream().noneMatch(s -> steps.get(s).output() == output))
                    .forEach(pool::release);
            end = null;
        }
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
        forgetEnd();
        backTo(0);
    }
}
