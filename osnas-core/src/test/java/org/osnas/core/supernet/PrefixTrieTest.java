package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.core.plan.ForwardMode;
import org.osnas.core.plan.Tensor;
import org.osnas.core.plan.TensorPool;

/** What runs and what does not, counted by passes that do nothing else. */
class PrefixTrieTest {

    private final TensorPool pool = new TensorPool();
    private final Map<String, Integer> passes = new TreeMap<>();
    private final PrefixTrie trie = new PrefixTrie(new Counting("stem"), pool);
    private final List<Integer> outputs = new ArrayList<>();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aCommonBeginningRunsOnceABatch() {
        fill();
        run();

        assertThat(passes).isEqualTo(Map.of("stem", 1, "0", 1, "1", 1, "00", 1, "01", 1, "10", 1, "head", 3));
        assertThat(outputs).containsExactly(0, 3, 1, 2);
    }

    @Test
    void branchesWithoutLiveEndsDoNotRun() {
        fill();
        trie.retain(a -> a != 1);
        run();
        assertThat(passes).isEqualTo(Map.of("stem", 1, "0", 1, "1", 1, "00", 1, "10", 1, "head", 2));
        assertThat(outputs).containsExactly(0, 3, 2);

        passes.clear();
        trie.retain(a -> a == 3);
        run();
        assertThat(passes).isEqualTo(Map.of("stem", 1, "0", 1, "00", 1, "head", 1));
        assertThat(trie.isEmpty()).isFalse();

        trie.retain(a -> false);
        assertThat(trie.isEmpty()).isTrue();
    }

    private void fill() {
        int[][] choices = {{0, 0}, {0, 1}, {1, 0}, {0, 0}};
        for (int a = 0; a < choices.length; a++) {
            int[] own = choices[a];
            List<Architecture> path = List.of(Architecture.of(own[0]), Architecture.of(own[1]));
            trie.add(a, path, s -> new Counting(s == 0 ? "" + own[0] : "" + own[0] + own[1]), new Counting("head"));
        }
    }

    private void run() {
        outputs.clear();
        trie.run(
                pool.kernels().allocate(1, 1, 1, 1),
                node -> Modes.all(ForwardMode.running()),
                (architecture, output) -> outputs.add(architecture));
    }

    private final class Counting implements StagePass {
        private final String name;

        Counting(String name) {
            this.name = name;
        }

        @Override
        public Tensor forward(Tensor x, Modes modes) {
            passes.merge(name, 1, Integer::sum);
            return x;
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
