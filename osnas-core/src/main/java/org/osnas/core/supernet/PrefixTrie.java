package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.plan.BlockStatistics;
import org.osnas.core.plan.Tensor;
import org.osnas.core.plan.TensorPool;

/** Architectures by their choices, stage after stage, so that a common beginning runs once a batch. */
final class PrefixTrie {

    /** A stage along its choices, behind a common beginning. */
    static final class Node {
        private final StagePass pass;
        private final Map<Architecture, Node> children = new LinkedHashMap<>();
        private final List<Integer> ends = new ArrayList<>();
        private final Map<SharedBlock, BlockStatistics> statistics = new IdentityHashMap<>();

        Node(StagePass pass) {
            this.pass = pass;
        }

        /** Statistics of the blocks of the stage behind this beginning. */
        Map<SharedBlock, BlockStatistics> statistics() {
            return statistics;
        }

        /** Drops the ends that are not kept and the branches that lead to none; whether nothing is left. */
        private boolean prune(IntPredicate kept) {
            ends.removeIf(end -> !kept.test(end));
            children.values().removeIf(child -> child.prune(kept));
            return ends.isEmpty() && children.isEmpty();
        }
    }

    /** What happens with the output of an architecture. */
    interface Sink {
        void accept(int architecture, INDArray output);
    }

    private final Node root;
    private final TensorPool pool;
    private boolean empty;

    /**
     * @param stem the pass that all begin with
     * @param pool takes outputs back
     */
    PrefixTrie(StagePass stem, TensorPool pool) {
        this.root = new Node(stem);
        this.pool = pool;
    }

    /**
     * Some architectures, each known by its index.
     *
     * @param canonical architectures
     * @param members indices of those in the trie, at least one
     */
    static PrefixTrie of(Supernet supernet, List<Architecture> canonical, List<Integer> members) {
        List<StagePass> first = supernet.passes(canonical.get(members.get(0)));
        StagePass head = first.get(first.size() - 1);
        PrefixTrie trie = new PrefixTrie(first.get(0), supernet.pool());
        SearchSpace space = supernet.space();
        for (int a : members) {
            List<Architecture> path = new ArrayList<>();
            for (int s = 0; s < space.stages().size(); s++) {
                path.add(Architecture.of(space.choices(canonical.get(a), s)));
            }
            trie.add(
                    a,
                    path,
                    stage -> supernet.stage(stage).along(path.get(stage).toArray()),
                    head);
        }
        return trie;
    }

    /**
     * @param path choices in each stage
     * @param passes make the pass of a stage along this path, where no other architecture has begun so
     */
    void add(int architecture, List<Architecture> path, Function<Integer, StagePass> passes, StagePass head) {
        Node node = root;
        for (int s = 0; s < path.size(); s++) {
            int stage = s;
            node = node.children.computeIfAbsent(path.get(s), choices -> new Node(passes.apply(stage)));
        }
        node.children
                .computeIfAbsent(Architecture.of(0), choices -> new Node(head))
                .ends
                .add(architecture);
    }

    /** Leaves only the kept architectures. */
    void retain(IntPredicate kept) {
        empty = root.prune(kept);
    }

    boolean isEmpty() {
        return empty;
    }

    /** Runs a batch through all branches. */
    void run(Tensor x, Function<Node, Modes> modes, Sink sink) {
        run(root, x, modes, sink);
    }

    private void run(Node node, Tensor x, Function<Node, Modes> modes, Sink sink) {
        Tensor y = node.pass.forward(x, modes.apply(node));
        for (int a : node.ends) {
            sink.accept(a, y.array());
        }
        for (Node child : node.children.values()) {
            run(child, y, modes, sink);
        }
        if (y != x) {
            pool.release(y);
        }
    }
}
