package org.osnas.core.supernet;

import org.osnas.api.task.Batch;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.optim.SgdConfig;

/** Trains a supernet, step by step: passes, clipping, one optimizer step on the blocks that took part. */
public final class Trainer {

    private final Supernet supernet;
    private final TrainingAgent agent;
    private final SgdConfig optimizer;

    /**
     * What a step did.
     *
     * @param loss mean over the passes
     * @param gradientNorm Euclidean norm of all gradients before clipping
     */
    public record StepResult(double loss, double gradientNorm) {}

    public Trainer(Supernet supernet, TrainingAgent agent, SgdConfig optimizer) {
        this.supernet = supernet;
        this.agent = agent;
        this.optimizer = optimizer;
    }

    /**
     * One training step.
     *
     * @throws NotANumberException if a loss is not a finite number; no weight is changed then
     */
    public StepResult step(TrainingStep step, Batch batch, double learningRate) {
        double loss = 0;
        for (PathChoice path : step.passes()) {
            double value = agent.step(supernet.model(path), batch);
            if (!Double.isFinite(value)) {
                forget();
                throw new NotANumberException(path, value);
            }
            loss += value / step.passes().size();
        }
        double squares = 0;
        for (SharedBlock block : supernet.touched()) {
            squares += block.squaredGradientNorm();
        }
        double norm = Math.sqrt(squares);
        if (!Double.isFinite(norm)) {
            forget();
            throw new NotANumberException(step.passes().get(0), norm);
        }
        double scale = norm > optimizer.clipNorm() ? optimizer.clipNorm() / norm : 1;
        for (SharedBlock block : supernet.touched()) {
            block.update(optimizer, learningRate, scale);
        }
        supernet.touched().clear();
        return new StepResult(loss, norm);
    }

    private void forget() {
        supernet.touched().forEach(SharedBlock::forgetGradient);
        supernet.touched().clear();
    }
}
