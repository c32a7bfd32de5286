package org.osnas.core.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.core.internal.weights.Modes;
import org.osnas.core.internal.weights.StagePass;
import org.osnas.core.supernet.TinyTask;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/** What runs and what does not, noted by passes that do nothing else. */
class PrefixWalkTest {

    private final TensorPool pool = new TensorPool();
    private final List<String> passes = new ArrayList<>();
    private final PrefixTrie trie = new PrefixTrie(
            TinyTask.space(),
            List.of(
                    Architecture.of(0, 0, 0),
                    Architecture.of(0, 1, 0),
                    Architecture.of(1, 0, 0),
                    Architecture.of(0, 0, 0)));

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aPathBeginsWhereItLeavesTheOneBefore() {
        try (PrefixWalk walk = walk()) {
            walk.to(trie.path(0));
            assertThat(passes).containsExactly("0[]", "1[0]", "2[0]", "3[0]", "head");
            passes.clear();

            walk.to(trie.path(1));
            assertThat(passes).containsExactly("2[1]", "3[0]", "head");
            passes.clear();

            walk.to(trie.path(2));
            assertThat(passes).containsExactly("1[1]", "2[0]", "3[0]", "head");
            passes.clear();

            // It was left.
            walk.to(trie.path(0));
            assertThat(passes).containsExactly("1[0]", "2[0]", "3[0]", "head");
        }
    }

    @Test
    void anEqualArchitectureRunsNothing() {
        try (PrefixWalk walk = walk()) {
            List<Tensor> outputs = walk.to(trie.path(0));
            passes.clear();

            assertThat(walk.to(trie.path(3))).isSameAs(outputs);
            assertThat(passes).isEmpty();
        }
    }

    @Test
    void onlyOutputsOfThePathAreKeptAndAllAreGivenBack() {
        try (PrefixWalk walk = walk()) {
            for (int a : new int[] {0, 1, 2, 3}) {
                walk.to(trie.path(a));
                // The stem is an identity here, which gives its input; the head gives one of its two.
                assertThat(pool.lent()).isEqualTo(4);
            }
        }
        assertThat(pool.lent()).isZero();
    }

    @Test
    void oneOfThoseWhoMeetAtANodeCollects() {
        PrefixTrie.Node node = trie.path(0).get(1);
        assertThat(trie.path(1).get(1)).isSameAs(node);
        assertThat(node.claim(1)).isTrue();
        assertThat(node.claim(1)).isFalse();
        assertThat(node.claim(2)).isTrue();
        assertThat(node.claim(2)).isFalse();
        assertThat(trie.path(2).get(1).claim(2)).isTrue();
    }

    private PrefixWalk walk() {
        return new PrefixWalk(
                pool.kernels().allocate(1, 1, 1, 1),
                Noted::new,
                this::head,
                List.of(1, 3),
                node -> Modes.all(ForwardMode.running()),
                pool);
    }

    /** Gives the second of the features it reads, and an output of its own. */
    private List<Tensor> head(List<Tensor> features, Modes modes) {
        assertThat(features).hasSize(2).doesNotHaveDuplicates();
        passes.add("head");
        return List.of(features.get(1), pool.acquire(1, 1, 1, 1));
    }

    private final class Noted implements StagePass {
        private final PrefixTrie.Node node;

        Noted(PrefixTrie.Node node) {
            this.node = node;
        }

        @Override
        public Tensor forward(Tensor x, Modes modes) {
            passes.add(node.place() + "[" + node.choices() + "]");
            return node.choices().length() == 0 ? x : pool.acquire(1, 1, 1, 1);
        }

        @Override
        public Tensor backward(Tensor gradient, boolean wantsInput) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void discard() {}

        @Override
        public List<double[]> mixtureGradients() {
            return List.of();
        }
    }
}
