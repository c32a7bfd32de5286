package org.osnas.core.supernet;

import org.osnas.api.random.Seeds;
import org.osnas.api.search.RelaxedModel;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Relaxation;
import org.osnas.core.internal.weights.NotANumberException;

/**
 * Runs mixtures of a supernet's blocks on held-out batches, one batch a call. Weights, statistics and counters of the
 * supernet stay as they are. Batch normalisation uses the statistics of the batch, as in training. Not thread-safe.
 */
public final class SupernetRelaxation implements RelaxedModel, AutoCloseable {

    private final Supernet supernet;
    private final LearningTask task;
    private final Dataflow.BatchStream batches;
    private final long seed;
    private long next;

    /**
     * @param heldOut gives the batches; its training examples are the held-out ones
     * @param firstBatch number of the batch of the first call
     * @param seed of dropout
     */
    public SupernetRelaxation(Supernet supernet, LearningTask task, Dataflow heldOut, long firstBatch, long seed) {
        this.supernet = supernet;
        this.task = task;
        this.batches = heldOut.training(firstBatch);
        this.next = firstBatch;
        this.seed = seed;
    }

    /**
     * {@inheritDoc}
     *
     * @throws NotANumberException if loss or gradient is not finite
     * @throws org.osnas.api.spi.BadInputException if the mixture does not belong to the space
     */
    @Override
    public Relaxation relax(PathChoice.Weighted mixture) {
        PathModel model = supernet.probe(mixture, Seeds.derive(seed, "held-out-dropout", next));
        try (Batch batch = batches.next()) {
            next++;
            double loss = task.agent().step(model, batch);
            if (!Double.isFinite(loss)) {
                throw new NotANumberException(mixture, loss);
            }
            return relaxation(mixture, loss, model.mixtureGradient());
        } finally {
            model.discard();
            supernet.network().forgetGradients();
            task.forgetGradients();
        }
    }

    private static Relaxation relaxation(PathChoice.Weighted mixture, double loss, double[][] gradient) {
        for (double[] layer : gradient) {
            for (double g : layer) {
                if (!Double.isFinite(g)) {
                    throw new NotANumberException(mixture, g);
                }
            }
        }
        return new Relaxation(loss, gradient);
    }

    /** Number of the batch of the next call. */
    public long nextBatch() {
        return next;
    }

    @Override
    public void close() {
        batches.close();
    }
}
