package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.Divergence;
import org.osnas.api.training.Pass;
import org.osnas.api.training.Target;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.weights.NotANumberException;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.internal.weights.SharedNetwork;
import org.osnas.engine.optim.OptimizerConfig;

/** Trains a supernet, step by step: passes, clipping, one optimizer step on the blocks that took part. */
public final class SupernetOptimizer {

    private final Supernet supernet;
    private final SharedNetwork network;
    private final LearningTask task;
    private final TrainingAgent agent;
    private final OptimizerConfig optimizer;
    private Optional<Lessons> lessons = Optional.empty();

    /** Another network, and how much its outputs count. */
    private record Lessons(Function<INDArray, Outputs> teacher, double weight) {}

    /**
     * What a step did.
     *
     * @param loss mean over the passes
     * @param gradientNorm Euclidean norm of all gradients, added up over the passes, before clipping
     */
    public record StepResult(double loss, double gradientNorm) {}

    /** For an agent whose criteria own no weights. */
    public SupernetOptimizer(Supernet supernet, TrainingAgent agent, OptimizerConfig optimizer) {
        this(supernet, LearningTask.of(agent), optimizer);
    }

    /** With the weights of the task's criteria, which are clipped and updated with those of the network. */
    public SupernetOptimizer(Supernet supernet, LearningTask task, OptimizerConfig optimizer) {
        this.supernet = supernet;
        this.network = supernet.network();
        this.task = task;
        this.agent = task.agent();
        this.optimizer = optimizer;
    }

    /**
     * Lets passes that learn from labels learn from the outputs of another network too: to the loss comes the
     * Kullback-Leibler divergence from these. Hinton et al. 2015, <a href="https://arxiv.org/abs/1503.02531">Distilling the
     * Knowledge in a Neural Network</a>, at temperature 1.
     *
     * @param teacher gives its outputs for the inputs of a batch; they are closed
     * @param weight factor of the divergence
     * @throws org.osnas.api.spi.MissingAbilityException if the task cannot distil
     */
    public void learnFrom(Function<INDArray, Outputs> teacher, double weight) {
        Distils.require("Distillation", agent);
        lessons = Optional.of(new Lessons(teacher, weight));
    }

    /**
     * One training step.
     *
     * @throws NotANumberException if a loss is not a finite number; no weight is changed then
     */
    public StepResult step(TrainingStep step, Batch batch, double learningRate) {
        return step(step, batch, Stream.empty(), learningRate);
    }

    /**
     * As {@link #step(TrainingStep, Batch, double)}, with the mean of the gradients of several batches of one size.
     *
     * @param more further batches, which are closed; each is asked for when the one before has been used
     */
    public StepResult step(TrainingStep step, Batch batch, Stream<Batch> more, double learningRate) {
        double loss = loss(step, batch);
        int batches = 1;
        for (Iterator<Batch> rest = more.iterator(); rest.hasNext(); batches++) {
            try (Batch next = rest.next()) {
                loss += loss(step, next);
            }
        }
        return new StepResult(loss / batches, update(step, batches, learningRate));
    }

    private double loss(TrainingStep step, Batch batch) {
        return step.distils() ? distilled(step, batch) : labelled(step, batch);
    }

    /** Clips and moves the weights; the norm of the mean gradient of the batches before clipping. */
    private double update(TrainingStep step, int batches, double learningRate) {
        double squares = task.squaredGradientNorm();
        for (SharedBlock block : network.touched()) {
            squares += block.squaredGradientNorm();
        }
        double norm = Math.sqrt(squares) / batches;
        if (!Double.isFinite(norm)) {
            forgetGradients();
            throw new NotANumberException(step.passes().get(0).path(), norm);
        }
        // The mean over the passes is clipped, so that steps of one pass and of several are held to the same.
        double mean = norm / step.passes().size();
        double scale = (mean > optimizer.clipNorm() ? optimizer.clipNorm() / mean : 1) / batches;
        for (SharedBlock block : network.touched()) {
            block.update(optimizer, learningRate, scale);
        }
        network.touched().clear();
        task.update(optimizer, learningRate, scale);
        return norm;
    }

    private double labelled(TrainingStep step, Batch batch) {
        double loss = 0;
        for (Pass pass : step.passes()) {
            Model model = supernet.model(pass.path(), pass.drops());
            loss += finite(pass, lessons.isPresent() ? taught(lessons.get(), model, batch) : agent.step(model, batch));
        }
        return loss / step.passes().size();
    }

    private double taught(Lessons lessons, Model model, Batch batch) {
        Outputs teacher = lessons.teacher().apply(batch.inputs());
        try {
            BlendedModel blended = new BlendedModel(model);
            double labels = agent.step(blended.weighted(1), batch);
            double divergence = Distils.require("Distillation", agent)
                    .distil(blended.weighted(lessons.weight()), batch, teacher, new Divergence.KullbackLeibler());
            double loss = labels + lessons.weight() * divergence;
            if (Double.isFinite(loss)) {
                blended.backward();
            }
            return loss;
        } finally {
            teacher.names().forEach(name -> teacher.get(name).close());
        }
    }

    /** As {@link #labelled}, with the outputs of all passes kept for those that learn from them. */
    private double distilled(TrainingStep step, Batch batch) {
        Distils distils = Distils.require("A training step that distils", agent);
        double loss = 0;
        List<RecordingModel> models = new ArrayList<>();
        try {
            for (Pass pass : step.passes()) {
                RecordingModel model = new RecordingModel(supernet.model(pass.path(), pass.drops()));
                models.add(model);
                double value = pass.target() instanceof Target.SoftLabels soft
                        ? distils.distil(
                                model, batch, models.get(soft.teacher()).outputs(), soft.divergence())
                        : agent.step(model, batch);
                loss += finite(pass, value);
            }
        } finally {
            models.forEach(RecordingModel::close);
        }
        return loss / step.passes().size();
    }

    private double finite(Pass pass, double loss) {
        if (!Double.isFinite(loss)) {
            forgetGradients();
            throw new NotANumberException(pass.path(), loss);
        }
        return loss;
    }

    private void forgetGradients() {
        network.forgetGradients();
        task.forgetGradients();
    }
}
