package org.osnas.tck;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.RelaxedModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Relaxation;

/**
 * Scores for the architectures of any space, in place of a trained network: each choice adds a term of its own, and
 * each pair of neighbouring choices a term that belongs to the pair.
 *
 * <p>Over random architectures the noiseless score has mean 0 and variance 1 in expectation; {@code ruggedness} is the
 * share of that variance that comes from pairs: at 0 the best choice of a layer does not depend on the others, at 1 it
 * depends on nothing else. This is a pairwise form of the NK model (Kauffman and Weinberger 1989, "The NK model of
 * rugged fitness landscapes", https://doi.org/10.1016/S0022-5193(89)80019-0). Immutable, deterministic, thread-safe.
 */
public final class SyntheticLandscape implements ToDoubleFunction<Architecture> {

    private static final int NEIGHBOURS = 2;

    private final int[] sizes;
    private final long seed;
    private final double ruggedness;
    private final double noise;
    private final double[][] single;
    private final double[][][] pairs;

    private SyntheticLandscape(int[] sizes, long seed, double ruggedness, double noise) {
        this.sizes = sizes;
        this.seed = seed;
        this.ruggedness = Check.probability("ruggedness", ruggedness);
        this.noise = Check.between("noise", noise, 0, Double.MAX_VALUE);
        this.single = new double[sizes.length][];
        this.pairs = new double[sizes.length][NEIGHBOURS][];
        for (int l = 0; l < sizes.length; l++) {
            RandomGenerator random = Seeds.generator(seed, "landscape-layer", l);
            single[l] = gaussians(random, sizes[l], Math.sqrt((1 - ruggedness) / sizes.length));
            for (int k = 0; k < NEIGHBOURS; k++) {
                int pairCount = sizes[l] * sizes[partner(l, k)];
                pairs[l][k] = gaussians(random, pairCount, Math.sqrt(ruggedness / sizes.length / NEIGHBOURS));
            }
        }
    }

    /** A smooth landscape without noise. */
    public static SyntheticLandscape of(SearchSpace space, long seed) {
        return new SyntheticLandscape(space.sizes(), seed, 0, 0);
    }

    /** The same landscape with another share of pair terms, 0 to 1. */
    public SyntheticLandscape withRuggedness(double share) {
        return new SyntheticLandscape(sizes, seed, share, noise);
    }

    /** The same landscape with normal noise of this standard deviation; an architecture always gets the same noise. */
    public SyntheticLandscape withNoise(double deviation) {
        return new SyntheticLandscape(sizes, seed, ruggedness, deviation);
    }

    /** What an evaluation of the architecture gives: {@link #truth} plus noise. */
    public double score(Architecture architecture) {
        if (noise == 0) {
            return truth(architecture);
        }
        RandomGenerator random = Seeds.generator(seed, "landscape-noise " + architecture, 0);
        return truth(architecture) + noise * random.nextGaussian();
    }

    /** The score without noise. */
    public double truth(Architecture architecture) {
        double score = 0;
        for (int l = 0; l < sizes.length; l++) {
            int choice = architecture.choice(l);
            score += single[l][choice];
            for (int k = 0; k < NEIGHBOURS; k++) {
                int partner = partner(l, k);
                score += pairs[l][k][choice * sizes[partner] + architecture.choice(partner)];
            }
        }
        return score;
    }

    /**
     * The landscape as a supernet would give it to a search that learns mixtures: the loss of a mixture is the negative
     * of the noiseless score that is expected when each layer draws by its weights.
     */
    public RelaxedModel relaxed() {
        return mixture -> {
            double expected = 0;
            double[][] gradient = Arrays.stream(sizes).mapToObj(double[]::new).toArray(double[][]::new);
            for (int l = 0; l < sizes.length; l++) {
                for (int c = 0; c < sizes[l]; c++) {
                    expected += mixture.weight(l, c) * single[l][c];
                    gradient[l][c] -= single[l][c];
                    for (int k = 0; k < NEIGHBOURS; k++) {
                        expected += relaxPairs(mixture, l, c, k, gradient);
                    }
                }
            }
            return new Relaxation(-expected, gradient);
        };
    }

    /** Adds the gradient of the pair terms of one choice; gives their expectation. */
    private double relaxPairs(PathChoice.Weighted mixture, int layer, int choice, int k, double[][] gradient) {
        int partner = partner(layer, k);
        double expected = 0;
        for (int other = 0; other < sizes[partner]; other++) {
            double term = pairs[layer][k][choice * sizes[partner] + other];
            expected += mixture.weight(layer, choice) * mixture.weight(partner, other) * term;
            gradient[layer][choice] -= mixture.weight(partner, other) * term;
            gradient[partner][other] -= mixture.weight(layer, choice) * term;
        }
        return expected;
    }

    @Override
    public double applyAsDouble(Architecture architecture) {
        return score(architecture);
    }

    private int partner(int layer, int k) {
        return (layer + 1 + k) % sizes.length;
    }

    private static double[] gaussians(RandomGenerator random, int count, double deviation) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = deviation * random.nextGaussian();
        }
        return values;
    }
}
