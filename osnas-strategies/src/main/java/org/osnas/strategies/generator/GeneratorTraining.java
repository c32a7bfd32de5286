package org.osnas.strategies.generator;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.Preparation;
import org.osnas.api.search.RelaxedModel;
import org.osnas.api.search.SearchContext;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.ArchitectureLogits;

/** Trains a {@link Generator} on a supernet; see {@link GeneratorSearch} for the method. */
final class GeneratorTraining implements Preparation, AutoCloseable {

    /** Targets a step beside the one for which the supernet runs. */
    private static final int OTHERS = 7;

    private static final double HOTTEST = 5;
    private static final double COLDEST = 0.4;
    /** Weight of too dear against too cheap, as in the paper's code. */
    private static final double PENALTY = 1.2;

    private final GeneratorSearch config;
    private final SearchSpace space;
    private final RelaxedModel model;
    private final long seed;
    private final LookupTable table;
    private final Generator generator;

    /**
     * @param targets reachable costs that the generator shall learn
     * @param priors architectures of the space, in any order
     */
    GeneratorTraining(
            GeneratorSearch config,
            SearchContext context,
            LookupTable table,
            Range targets,
            List<Architecture> priors) {
        this.config = config;
        this.space = context.space();
        this.model = context.relaxed().orElseThrow();
        this.seed = context.seed();
        this.table = table;
        RandomGenerator weights = Seeds.generator(context.seed(), "generator-weights", 0);
        this.generator = new Generator(table, targets, priors, config.learningRate(), weights);
    }

    /** As it is after the steps so far. */
    Generator generator() {
        return generator;
    }

    @Override
    public long steps() {
        return config.steps();
    }

    @Override
    public long done() {
        return generator.steps();
    }

    @Override
    public double[] state() {
        return generator.state();
    }

    @Override
    public void restore(double[] state) {
        generator.restore(state);
    }

    @Override
    public void close() {
        generator.close();
    }

    @Override
    public void step() {
        int step = generator.steps();
        if (step >= config.steps()) {
            throw new IllegalStateException("All " + config.steps() + " steps of the generator's training are done");
        }
        RandomGenerator random = Seeds.generator(seed, "generator-step", step);
        double[] targets = new double[1 + OTHERS];
        for (int i = 0; i < targets.length; i++) {
            // One in each part of the range, so that a step sees all of it; the supernet's is anywhere.
            double position = i == 0 ? random.nextDouble() : (i - 1 + random.nextDouble()) / OTHERS;
            targets[i] = generator.cost(position);
        }
        double progress = (double) step / Math.max(1, config.steps() - 1);
        double temperature = HOTTEST * Math.pow(COLDEST / HOTTEST, progress);
        generator.train(targets, gumbel(random), temperature, mixtures -> gradient(mixtures, targets));
    }

    private double[][] gumbel(RandomGenerator random) {
        double[][] noise = new double[table.depth()][];
        for (int l = 0; l < noise.length; l++) {
            noise[l] = new double[table.size(l)];
            for (int c = 0; c < noise[l].length; c++) {
                noise[l][c] = -Math.log(-Math.log(random.nextDouble(Double.MIN_NORMAL, 1)));
            }
        }
        return noise;
    }

    private double[][] rows() {
        return Arrays.stream(table.sizes()).mapToObj(double[]::new).toArray(double[][]::new);
    }

    /** Of the loss with respect to the mixtures. */
    private double[][][] gradient(double[][][] mixtures, double[] targets) {
        double[][][] gradient = new double[mixtures.length][][];
        for (int i = 0; i < mixtures.length; i++) {
            // The others are measured as what they would generate, straight through to the mixture.
            double[][] byChoice = rows();
            double expected = table.expected(mixtures[i], byChoice);
            double cost =
                    i == 0 ? expected : table.cost(space.canonical(new ArchitectureLogits(mixtures[i]).mostLikely()));
            double unit = targets[i] > 0 ? targets[i] : 1;
            double off = (cost - targets[i]) / unit;
            double slope = 2 * config.hardwareWeight() * off * (off > 0 ? PENALTY : 1) / unit;
            slope /= i == 0 ? 1 : OTHERS;
            double[][] task = i == 0 ? model.relax(mixtures[0]).gradient() : null;
            gradient[i] = new double[table.depth()][];
            for (int l = 0; l < table.depth(); l++) {
                gradient[i][l] = new double[table.size(l)];
                for (int c = 0; c < table.size(l); c++) {
                    gradient[i][l][c] = slope * byChoice[l][c] + (task == null ? 0 : task[l][c]);
                }
            }
        }
        return gradient;
    }
}
