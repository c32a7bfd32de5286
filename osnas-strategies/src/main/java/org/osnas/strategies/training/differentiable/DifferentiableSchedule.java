package org.osnas.strategies.training.differentiable;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Relaxation;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;

/** The logits of one training, and what moves them. */
final class DifferentiableSchedule implements LearningSchedule {

    private final LogitTraining settings;
    private final TrainingContext context;
    private final CostTerm cost;
    private final LogitAdam optimizer;
    private final long warmup;
    private ArchitectureLogits logits;

    DifferentiableSchedule(LogitTraining settings, TrainingContext context, CostTerm cost) {
        this.settings = settings;
        this.context = context;
        this.cost = cost;
        this.warmup = settings.warmup().steps(context);
        this.optimizer = new LogitAdam(
                context.space().sizes(), settings.learningRate(), settings.beta1(), settings.weightDecay());
        this.logits = ArchitectureLogits.zero(context.space());
    }

    @Override
    public TrainingStep step(long index) {
        return TrainingStep.of(settings.relaxer().path(logits, temperature(index), random("weights", index)));
    }

    @Override
    public Optional<PathChoice.Weighted> relax(long index) {
        return index < warmup || (index - warmup) % settings.every() != 0
                ? Optional.empty()
                : Optional.of(draw(index).mixture());
    }

    @Override
    public void observe(long index, Relaxation outcome) {
        Relaxer.Draw draw = draw(index);
        double[][] gradient = cost.gradient(outcome.loss(), draw.logitGradient(outcome.gradient()), logits);
        double[][] values = values();
        optimizer.step(values, gradient);
        draw.settle(logits, values);
        ArchitectureLogits moved = new ArchitectureLogits(values);
        logits = cost.accepts(logits, moved) ? moved : logits;
    }

    /** The same at every call until the logits move. */
    private Relaxer.Draw draw(long index) {
        return settings.relaxer().draw(logits, temperature(index), random("logits", index));
    }

    private double temperature(long index) {
        return settings.temperature().at(index, context.steps());
    }

    private RandomGenerator random(String what, long index) {
        return Seeds.generator(context.seed(), "differentiable-" + what, index);
    }

    private double[][] values() {
        return Softmax.layers(logits, layer -> layer);
    }

    @Override
    public ArchitectureLogits logits() {
        return logits;
    }

    @Override
    public double[] state() {
        StateArray state = new StateArray();
        state.put(values());
        optimizer.write(state);
        cost.write(state);
        return state.toArray();
    }

    @Override
    public void restore(double[] state) {
        StateArray values = StateArray.of(state);
        double[][] restored = values();
        values.take(restored);
        optimizer.read(values);
        cost.read(values);
        values.end();
        logits = new ArchitectureLogits(restored);
    }
}
