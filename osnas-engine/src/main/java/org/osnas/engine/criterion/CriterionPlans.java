package org.osnas.engine.criterion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.api.task.TrainedCriterion;
import org.osnas.engine.internal.plan.CriterionPlan;
import org.osnas.engine.internal.plan.CriterionWeights;

/**
 * Compiles criteria, once for each shape, to the fastest evaluation their graph allows: softmax cross-entropy alone is
 * computed directly, every other graph runs by SameDiff's session and gradient. Keeps the weights of criteria that own
 * some, for whoever trains them. Not thread-safe.
 */
public final class CriterionPlans implements CriterionCompiler {

    private final Map<String, Shape> outputs;
    private final int classes;
    private final FirstValues first;
    private final List<CriterionWeights> weights = new ArrayList<>();
    private int number;

    /** Gives the weights of criteria the values that a training begins with. */
    @FunctionalInterface
    public interface FirstValues {

        /**
         * Values of one weight.
         *
         * @param number of the weight among all of this compiler, from 0
         */
        float[] of(Weight weight, int number);
    }

    /** For criteria without weights of their own; others are refused. */
    public CriterionPlans() {
        this(Map.of(), 0, (weight, number) -> new float[weight.length()]);
    }

    /**
     * @param outputs shapes for one example of what the network gives, by name
     * @param classes of the data
     */
    public CriterionPlans(Map<String, Shape> outputs, int classes, FirstValues first) {
        this.outputs = outputs;
        this.classes = classes;
        this.first = first;
    }

    /**
     * {@inheritDoc}
     *
     * @throws BadInputException if the criterion cannot have weights for these outputs and classes
     */
    @Override
    public CompiledCriterion compile(Criterion criterion) {
        if (!(criterion instanceof TrainedCriterion trained)) {
            return new CriterionPlan(criterion);
        }
        if (outputs.isEmpty()) {
            throw new BadInputException(
                    "Criterion %s has weights of its own, whose shapes follow from the outputs of the network and the classes of the data. Give the compiler both"
                            .formatted(criterion));
        }
        List<Weight> declared = trained.weights(outputs, classes);
        List<float[]> values = new ArrayList<>();
        for (Weight weight : declared) {
            values.add(first.of(weight, number++));
        }
        CriterionPlan plan = CriterionPlan.trained(trained, declared, values);
        plan.weights().ifPresent(weights::add);
        return plan;
    }

    /** The weights of the criteria that were compiled so far, in that order; for this library's own packages. */
    public List<CriterionWeights> weights() {
        return List.copyOf(weights);
    }
}
