package org.osnas.core.supernet;

import java.util.List;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Task;
import org.osnas.api.task.TrainingAgent;
import org.osnas.core.internal.weights.TrainedVector;
import org.osnas.core.weights.Initialization;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.engine.internal.plan.CriterionWeights;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.optim.OptimizerConfig;

/**
 * A task within one training: its agent, and the weights that its criteria own. These learn with the network's
 * optimizer, and are no part of the network. Not thread-safe.
 */
public final class LearningTask {

    private final TrainingAgent agent;
    private final List<Owned> owned;

    /** The weights of one criterion, and how they move. */
    private record Owned(CriterionWeights weights, TrainedVector vector) {
        Owned(CriterionWeights weights) {
            this(weights, new TrainedVector(weights.kernels(), weights.values(), weights.weights()));
        }

        double squaredGradientNorm() {
            Tensor g = weights.gradient();
            return weights.touched() ? weights.kernels().dot(g, g) : 0;
        }
    }

    private LearningTask(TrainingAgent agent, List<Owned> owned) {
        this.agent = agent;
        this.owned = List.copyOf(owned);
    }

    /** An agent whose criteria own no weights. */
    public static LearningTask of(TrainingAgent agent) {
        return new LearningTask(agent, List.of());
    }

    /**
     * A new agent of a task, with new weights.
     *
     * @param space with the head of the task
     * @param classes of the data
     * @param seed of the first values of the weights
     * @throws org.osnas.api.spi.BadInputException if a criterion cannot stand on what the head gives
     */
    public static LearningTask of(Task task, SearchSpace space, int classes, long seed) {
        CriterionPlans compiler = new CriterionPlans(
                space.outputs(),
                classes,
                (weight, number) -> Initialization.initial(weight, Seeds.generator(seed, "criterion", number)));
        TrainingAgent agent = task.agent(compiler);
        return new LearningTask(
                agent, compiler.weights().stream().map(Owned::new).toList());
    }

    public TrainingAgent agent() {
        return agent;
    }

    /** Number of values that the criteria own. */
    public long length() {
        return owned.stream().mapToLong(o -> o.vector().weights().length()).sum();
    }

    /** The weights of the criteria, one vector each. */
    List<TrainedVector> vectors() {
        return owned.stream().map(Owned::vector).toList();
    }

    /** Takes the weights of the criteria of the same task elsewhere, without what their optimizer remembers. */
    public void takeWeights(LearningTask other) {
        for (int i = 0; i < owned.size(); i++) {
            owned.get(i)
                    .vector()
                    .weights()
                    .write(other.owned.get(i).vector().weights().toArray());
        }
    }

    /** Sum of the squares of all gradients since the last step. */
    double squaredGradientNorm() {
        return owned.stream().mapToDouble(Owned::squaredGradientNorm).sum();
    }

    /** One optimizer step of the weights that have gradients. */
    void update(OptimizerConfig optimizer, double rate, double gradientScale) {
        for (Owned one : owned) {
            if (one.weights().touched()) {
                one.vector().step(optimizer, rate, one.weights().gradient(), gradientScale);
            }
        }
        forgetGradients();
    }

    void forgetGradients() {
        owned.forEach(one -> one.weights().forgetGradient());
    }
}
