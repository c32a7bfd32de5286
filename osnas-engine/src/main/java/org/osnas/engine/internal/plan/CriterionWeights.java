package org.osnas.engine.internal.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.Check;

/**
 * The weights that a criterion owns: one flat vector, and one of the gradients that add up until {@link #forgetGradient}.
 * Not thread-safe.
 */
public final class CriterionWeights {

    private final Kernels kernels;
    private final List<Weight> weights;
    private final Tensor values;
    private final Tensor gradient;
    private boolean touched;

    /**
     * @param weights at least one, all trained and of different names
     * @param first values of the weights, in their order
     * @throws org.osnas.api.spi.BadInputException if they are not such
     */
    CriterionWeights(Kernels kernels, List<Weight> weights, List<float[]> first) {
        this.kernels = kernels;
        this.weights = List.copyOf(weights);
        Check.that(!weights.isEmpty(), "A criterion with weights of its own declares at least one");
        Set<String> names = new HashSet<>();
        int length = 0;
        for (Weight weight : weights) {
            Check.that(names.add(weight.name()), "The criterion declares two weights '%s'", weight.name());
            Check.that(
                    weight.role().trainable(),
                    "The weight '%s' of the criterion has the role %s, which nothing trains",
                    weight.name(),
                    weight.role());
            length = Math.addExact(length, weight.length());
        }
        values = kernels.allocate(length);
        gradient = kernels.allocate(length);
        float[] flat = new float[length];
        int at = 0;
        for (int i = 0; i < weights.size(); i++) {
            System.arraycopy(first.get(i), 0, flat, at, weights.get(i).length());
            at += weights.get(i).length();
        }
        values.write(flat);
    }

    /** What lies one behind the other in the flat vector. */
    public List<Weight> weights() {
        return weights;
    }

    /** The flat vector. */
    public Tensor values() {
        return values;
    }

    /** The sum of the gradients; undefined where there are none. */
    public Tensor gradient() {
        return gradient;
    }

    public Kernels kernels() {
        return kernels;
    }

    /** Whether there are gradients. */
    public boolean touched() {
        return touched;
    }

    public void forgetGradient() {
        touched = false;
    }

    /** Variables of a graph by the names of the weights, each with an array of its own. */
    Map<String, SDVariable> variables(SameDiff graph) {
        Map<String, SDVariable> variables = new LinkedHashMap<>();
        for (Weight weight : weights) {
            long[] shape = weight.shape().stream().mapToLong(Integer::longValue).toArray();
            variables.put(weight.name(), graph.var(variable(weight.name()), Nd4j.create(DataType.FLOAT, shape)));
        }
        return variables;
    }

    /** Names in a graph of the variables of the weights. */
    List<String> variableNames() {
        return weights.stream().map(weight -> variable(weight.name())).toList();
    }

    /** Gives the variables of a graph the values that the weights have now. */
    void assignTo(SameDiff graph) {
        int at = 0;
        for (Weight weight : weights) {
            INDArray array = graph.getVariable(variable(weight.name())).getArr();
            array.assign(part(values, at, weight).reshape('c', array.shape()));
            at += weight.length();
        }
    }

    /** Adds gradients, by the names of the variables. */
    void add(Map<String, INDArray> gradients) {
        int at = 0;
        for (Weight weight : weights) {
            INDArray part = part(gradient, at, weight);
            INDArray array = Objects.requireNonNull(gradients.get(variable(weight.name())), weight.name());
            try (INDArray given = array.dup('c')) {
                INDArray flat = given.reshape(weight.length());
                if (touched) {
                    part.addi(flat);
                } else {
                    part.assign(flat);
                }
            }
            at += weight.length();
        }
        touched = true;
    }

    private static INDArray part(Tensor flat, int from, Weight weight) {
        return flat.array().get(NDArrayIndex.interval(from, from + weight.length()));
    }

    // The names of outputs begin otherwise, so that no two are the same.
    private static String variable(String weight) {
        return "weight-" + weight;
    }
}
