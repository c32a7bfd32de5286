package org.osnas.report.internal.analysis;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.osnas.api.random.Seeds;

/**
 * How much of the variance of scores over the whole space each layer explains alone, and each pair of layers beyond its
 * two: functional analysis of variance of a random forest that was fitted to the trials (Hutter, Hoos and Leyton-Brown
 * 2014, "An efficient approach for assessing hyperparameter importance",
 * https://proceedings.mlr.press/v32/hutter14.html). Exact for the forest, since its leaves are boxes.
 *
 * @param layers shares by layer, means of the trees
 * @param pairs {@code [layer][layer]}, above the diagonal
 */
public record Importance(double[] layers, double[][] pairs) {

    private static final int TREES = 32;
    private static final int MOST_TRIALS = 2000;

    /** Fewer trials say nothing of layers. */
    public static final int FEWEST = 12;

    /** Of trials, which there must be {@value #FEWEST} of; deterministic. */
    public static Importance of(Sample sample) {
        int depth = sample.layers();
        double[] layers = new double[depth];
        double[][] pairs = new double[depth][depth];
        int counted = 0;
        for (int t = 0; t < TREES; t++) {
            RandomGenerator random = Seeds.generator(0, "importance", t);
            int[] drawn = IntStream.range(0, Math.min(sample.size(), MOST_TRIALS))
                    .map(i -> random.nextInt(sample.size()))
                    .toArray();
            counted += add(Tree.grow(sample, drawn, random), sample.sizes(), layers, pairs) ? 1 : 0;
        }
        double trees = Math.max(1, counted);
        for (int l = 0; l < depth; l++) {
            layers[l] /= trees;
            for (int m = 0; m < depth; m++) {
                pairs[l][m] /= trees;
            }
        }
        return new Importance(layers, pairs);
    }

    /** The layers that explain most, most first. */
    public int[] ranked() {
        return IntStream.range(0, layers.length)
                .boxed()
                .sorted((a, b) -> Double.compare(layers[b], layers[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Adds the shares of a tree; false if it is a single leaf, which has none. */
    private static boolean add(List<Tree.Leaf> leaves, int[] sizes, double[] layers, double[][] pairs) {
        double mean = 0;
        double squares = 0;
        for (Tree.Leaf leaf : leaves) {
            mean += leaf.share() * leaf.value();
        }
        for (Tree.Leaf leaf : leaves) {
            squares += leaf.share() * (leaf.value() - mean) * (leaf.value() - mean);
        }
        if (squares <= 0) {
            return false;
        }
        double[][] single = new double[sizes.length][];
        for (int l = 0; l < sizes.length; l++) {
            single[l] = marginal(leaves, sizes, l, mean);
            double sum = 0;
            for (double effect : single[l]) {
                sum += effect * effect;
            }
            layers[l] += sum / sizes[l] / squares;
        }
        for (int l = 0; l < sizes.length; l++) {
            for (int m = l + 1; m < sizes.length; m++) {
                pairs[l][m] += interaction(leaves, single, l, m, mean) / squares;
            }
        }
        return true;
    }

    /** Mean by candidate of a layer, less the mean of all. */
    private static double[] marginal(List<Tree.Leaf> leaves, int[] sizes, int layer, double mean) {
        double[] effects = new double[sizes[layer]];
        for (Tree.Leaf leaf : leaves) {
            boolean[] allowed = leaf.allowed()[layer];
            double weight = leaf.share() * allowed.length / Tree.count(allowed) * (leaf.value() - mean);
            for (int c = 0; c < allowed.length; c++) {
                effects[c] += allowed[c] ? weight : 0;
            }
        }
        return effects;
    }

    private static double interaction(List<Tree.Leaf> leaves, double[][] single, int l, int m, double mean) {
        double[][] joint = new double[single[l].length][single[m].length];
        for (Tree.Leaf leaf : leaves) {
            boolean[] first = leaf.allowed()[l];
            boolean[] second = leaf.allowed()[m];
            double weight = leaf.share()
                    * first.length
                    / Tree.count(first)
                    * second.length
                    / Tree.count(second)
                    * (leaf.value() - mean);
            for (int c = 0; c < first.length; c++) {
                for (int d = 0; first[c] && d < second.length; d++) {
                    joint[c][d] += second[d] ? weight : 0;
                }
            }
        }
        double sum = 0;
        for (int c = 0; c < joint.length; c++) {
            for (int d = 0; d < joint[c].length; d++) {
                double beyond = joint[c][d] - single[l][c] - single[m][d];
                sum += beyond * beyond;
            }
        }
        return sum / joint.length / single[m].length;
    }
}
