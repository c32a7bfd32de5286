package org.osnas.benchmarks.step;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetOptimizer;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.tasks.classification.ImageClassification;

/** Training steps of a supernet on one random batch of 32x32 colour images in ten classes. */
public final class StepRunner implements AutoCloseable {

    /** Which blocks a step trains. */
    public enum Path {
        /** A new random architecture every step. */
        SINGLE,
        /** One random architecture, trained as a network of its own. */
        STANDALONE,
        /** All candidates with equal weights. */
        WEIGHTED
    }

    private static final Shape INPUT = new Shape(32, 32, 3);
    private static final int CLASSES = 10;
    private static final long SEED = 1;

    private final Path path;
    private final SearchSpace space;
    private final Supernet supernet;
    private final SupernetOptimizer optimizer;
    private final Batch batch;
    private final RandomGenerator random = Seeds.generator(SEED, "architectures", 0);

    StepRunner(String spaceName, Path path, int batchSize) {
        this.path = path;
        SearchSpace whole = Registry.standard()
                .space(ComponentRef.of("--space", spaceName), INPUT)
                .classifier(CLASSES);
        space = path == Path.STANDALONE ? whole.restrictTo(randomArchitecture(whole)) : whole;
        supernet = Supernet.create(space, SEED);
        optimizer = new SupernetOptimizer(
                supernet, new ImageClassification().agent(new CriterionPlans()), new OptimizerConfig(0.9, 1e-4, 5));
        batch = batch(batchSize);
    }

    private static Batch batch(int size) {
        RandomGenerator random = Seeds.generator(SEED, "batch", 0);
        float[] values = new float[size * INPUT.height() * INPUT.width() * INPUT.channels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        INDArray inputs = Nd4j.createFromArray(values).reshape(size, INPUT.height(), INPUT.width(), INPUT.channels());
        INDArray labels = Nd4j.zeros(DataType.FLOAT, size, CLASSES);
        for (int i = 0; i < size; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return new Batch(inputs, labels);
    }

    private Architecture randomArchitecture(SearchSpace from) {
        return Architecture.of(Arrays.stream(from.sizes()).map(random::nextInt).toArray());
    }

    void step() {
        optimizer.step(TrainingStep.of(nextPath()), batch, 0.01);
    }

    private PathChoice nextPath() {
        if (path != Path.WEIGHTED) {
            return PathChoice.of(randomArchitecture(space));
        }
        double[][] weights = new double[space.depth()][];
        for (int l = 0; l < weights.length; l++) {
            weights[l] = new double[space.sizes()[l]];
            Arrays.fill(weights[l], 1.0 / weights[l].length);
        }
        return new PathChoice.Weighted(weights);
    }

    long activationBytes() {
        return supernet.peakActivationBytes();
    }

    @Override
    public void close() {
        batch.close();
        supernet.close();
    }
}
