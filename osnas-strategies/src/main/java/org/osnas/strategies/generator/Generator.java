package org.osnas.strategies.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.space.Architecture;

/** Gives logits of the candidate blocks for any target cost within a range. Not thread-safe. */
final class Generator implements AutoCloseable {

    /** Logit of a candidate that the layer does not have. */
    private static final float NEVER = -1e9f;

    /** Most targets in one pass, to bound the memory. */
    private static final int ROWS = 64;

    private final LookupTable table;
    private final Range targets;
    private final List<Architecture> priors;
    private final int width;
    private final GeneratorNetwork network;

    /**
     * @param priors the pool of random priors; each target uses the one whose cost is the nearest
     */
    Generator(
            LookupTable table, Range targets, List<Architecture> priors, double learningRate, RandomGenerator weights) {
        this.table = table;
        this.targets = targets;
        this.priors = List.copyOf(priors);
        int widest = 0;
        for (int size : table.sizes()) {
            widest = Math.max(widest, size);
        }
        this.width = widest;
        this.network = new GeneratorNetwork(table.depth(), width, learningRate, weights);
    }

    /** The cost at a position of the range, 0 to 1. */
    double cost(double position) {
        return targets.min() + position * (targets.max() - targets.min());
    }

    /** Logits {@code [target][layer][candidate]} for target costs. */
    double[][][] logits(double[] costs) {
        double[][][] logits = new double[costs.length][][];
        for (int from = 0; from < costs.length; from += ROWS) {
            double[] some = Arrays.copyOfRange(costs, from, Math.min(costs.length, from + ROWS));
            double[][][] rows = crop(network.logits(images(some), positions(some)));
            System.arraycopy(rows, 0, logits, from, rows.length);
        }
        return logits;
    }

    /**
     * One step.
     *
     * @param noise on the logits of the first target; the others have none
     * @param loss gives the gradient of the mixtures {@code [target][layer][candidate]}
     */
    void train(double[] costs, double[][] noise, double temperature, UnaryOperator<double[][][]> loss) {
        float[][][] padded = new float[costs.length][table.depth()][width];
        for (int i = 0; i < costs.length; i++) {
            for (int l = 0; l < table.depth(); l++) {
                for (int c = 0; c < width; c++) {
                    padded[i][l][c] = c >= table.size(l) ? NEVER : i == 0 ? (float) noise[l][c] : 0;
                }
            }
        }
        network.train(
                images(costs), positions(costs), padded, temperature, mixtures -> pad(loss.apply(crop(mixtures))));
    }

    /** How many steps it was trained. */
    int steps() {
        return network.iteration();
    }

    /** See {@link GeneratorNetwork#state}. */
    double[] state() {
        return network.state();
    }

    /** See {@link GeneratorNetwork#restore}. */
    void restore(double[] state) {
        network.restore(state);
    }

    private double[] positions(double[] costs) {
        double extent = targets.max() - targets.min();
        double[] positions = new double[costs.length];
        for (int i = 0; i < costs.length; i++) {
            positions[i] = extent > 0 ? (costs[i] - targets.min()) / extent : 0;
        }
        return positions;
    }

    private float[][][] images(double[] costs) {
        List<float[][]> images = new ArrayList<>();
        for (double cost : costs) {
            Architecture nearest = priors.get(0);
            for (Architecture prior : priors) {
                boolean nearer = Math.abs(table.cost(prior) - cost) < Math.abs(table.cost(nearest) - cost);
                nearest = nearer ? prior : nearest;
            }
            float[][] image = new float[table.depth()][width];
            for (int l = 0; l < image.length; l++) {
                image[l][nearest.choice(l)] = 1;
            }
            images.add(image);
        }
        return images.toArray(float[][][]::new);
    }

    private double[][][] crop(float[][][] padded) {
        double[][][] values = new double[padded.length][table.depth()][];
        for (int i = 0; i < padded.length; i++) {
            for (int l = 0; l < table.depth(); l++) {
                values[i][l] = new double[table.size(l)];
                for (int c = 0; c < table.size(l); c++) {
                    values[i][l][c] = padded[i][l][c];
                }
            }
        }
        return values;
    }

    private float[][][] pad(double[][][] values) {
        float[][][] padded = new float[values.length][table.depth()][width];
        for (int i = 0; i < values.length; i++) {
            for (int l = 0; l < table.depth(); l++) {
                for (int c = 0; c < table.size(l); c++) {
                    padded[i][l][c] = (float) values[i][l][c];
                }
            }
        }
        return padded;
    }

    @Override
    public void close() {
        network.close();
    }
}
