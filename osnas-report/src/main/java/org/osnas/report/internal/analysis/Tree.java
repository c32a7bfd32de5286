package org.osnas.report.internal.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A regression tree over choices. A node parts the candidates of a layer by their mean scores, which for squared errors
 * finds the best of all partitions (Breiman et al. 1984, "Classification and regression trees", section 8.8). Its leaves
 * are boxes: sets of candidates by layer.
 */
final class Tree {

    private static final int LEAST = 3;
    private static final int MOST_LEAVES = 64;

    /**
     * A leaf.
     *
     * @param allowed {@code [layer][candidate]}
     * @param share of all architectures that fall into it
     * @param value mean of its trials
     */
    record Leaf(boolean[][] allowed, double share, double value) {}

    private record Cut(int layer, boolean[] left, double gain) {}

    private final Sample sample;
    private final RandomGenerator random;
    private final List<Leaf> leaves = new ArrayList<>();

    private Tree(Sample sample, RandomGenerator random) {
        this.sample = sample;
        this.random = random;
    }

    /** A tree of some trials, which may repeat. */
    static List<Leaf> grow(Sample sample, int[] trials, RandomGenerator random) {
        Tree tree = new Tree(sample, random);
        boolean[][] all = IntStream.range(0, sample.layers())
                .mapToObj(layer -> filled(sample.sizes()[layer]))
                .toArray(boolean[][]::new);
        tree.grow(trials, all, MOST_LEAVES);
        return tree.leaves;
    }

    private static boolean[] filled(int size) {
        boolean[] all = new boolean[size];
        java.util.Arrays.fill(all, true);
        return all;
    }

    private void grow(int[] trials, boolean[][] allowed, int most) {
        Cut cut = most < 2 || trials.length < 2 * LEAST ? new Cut(0, new boolean[0], 0) : best(trials, allowed);
        if (cut.gain() <= 1e-12) {
            leaves.add(new Leaf(allowed, share(allowed), mean(trials)));
            return;
        }
        int[] left = pick(trials, cut, true);
        int[] right = pick(trials, cut, false);
        // Leaves are given to both sides by their trials.
        int forLeft = Math.max(1, Math.min(most - 1, (int) Math.round((double) most * left.length / trials.length)));
        grow(left, restricted(allowed, cut, true), forLeft);
        grow(right, restricted(allowed, cut, false), most - forLeft);
    }

    // Looks at a random third of the layers, or two, so that the trees of a forest differ.
    private Cut best(int[] trials, boolean[][] allowed) {
        int[] order = IntStream.range(0, sample.layers()).toArray();
        int looked = Math.min(order.length, Math.max(2, (order.length + 2) / 3));
        Cut best = new Cut(0, new boolean[0], 0);
        for (int i = 0; i < order.length && (i < looked || best.gain() <= 1e-12); i++) {
            int other = i + random.nextInt(order.length - i);
            int layer = order[other];
            order[other] = order[i];
            order[i] = layer;
            Cut cut = cut(trials, layer, allowed[layer]);
            best = cut.gain() > best.gain() ? cut : best;
        }
        return best;
    }

    private Cut cut(int[] trials, int layer, boolean[] allowed) {
        double[] sums = new double[allowed.length];
        int[] counts = new int[allowed.length];
        double total = 0;
        for (int trial : trials) {
            int choice = sample.choices()[trial][layer];
            sums[choice] += sample.scores()[trial];
            counts[choice]++;
            total += sample.scores()[trial];
        }
        int[] seen = IntStream.range(0, allowed.length)
                .filter(choice -> counts[choice] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(choice -> sums[choice] / counts[choice]))
                .mapToInt(Integer::intValue)
                .toArray();
        double leftSum = 0;
        int leftCount = 0;
        double gain = 0;
        int at = 0;
        for (int i = 0; i + 1 < seen.length; i++) {
            leftSum += sums[seen[i]];
            leftCount += counts[seen[i]];
            int rightCount = trials.length - leftCount;
            double rightSum = total - leftSum;
            double reduction =
                    leftSum * leftSum / leftCount + rightSum * rightSum / rightCount - total * total / trials.length;
            if (leftCount >= LEAST && rightCount >= LEAST && reduction > gain) {
                gain = reduction;
                at = i + 1;
            }
        }
        boolean[] left = new boolean[allowed.length];
        for (int i = 0; i < at; i++) {
            left[seen[i]] = true;
        }
        return new Cut(layer, left, gain);
    }

    private int[] pick(int[] trials, Cut cut, boolean left) {
        return IntStream.of(trials)
                .filter(trial -> cut.left()[sample.choices()[trial][cut.layer()]] == left)
                .toArray();
    }

    // Candidates that no trial here has go to the right.
    private static boolean[][] restricted(boolean[][] allowed, Cut cut, boolean left) {
        boolean[][] inner = allowed.clone();
        inner[cut.layer()] = allowed[cut.layer()].clone();
        for (int choice = 0; choice < inner[cut.layer()].length; choice++) {
            inner[cut.layer()][choice] &= cut.left()[choice] == left;
        }
        return inner;
    }

    private static double share(boolean[][] allowed) {
        double share = 1;
        for (boolean[] layer : allowed) {
            share *= (double) count(layer) / layer.length;
        }
        return share;
    }

    static int count(boolean[] allowed) {
        int count = 0;
        for (boolean one : allowed) {
            count += one ? 1 : 0;
        }
        return count;
    }

    private double mean(int[] trials) {
        return IntStream.of(trials)
                .mapToDouble(trial -> sample.scores()[trial])
                .average()
                .orElse(0);
    }
}
