package org.osnas.api.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.osnas.api.spi.BadInputException;

/**
 * The outputs of a network as variables of the graph that a {@link Criterion} adds its loss to, and the weights of a
 * {@link TrainedCriterion}.
 */
public final class OutputVariables {

    private final ByName<SDVariable> variables;
    private final Map<String, SDVariable> weights;

    private OutputVariables(Map<String, SDVariable> variables, Map<String, SDVariable> weights) {
        this.variables = new ByName<>(variables);
        this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    /** One output. */
    public static OutputVariables of(String name, SDVariable variable) {
        return new OutputVariables(Map.of(name, variable), Map.of());
    }

    /**
     * Several outputs, in the order of the map.
     *
     * @throws org.osnas.api.spi.BadInputException if there are none, or a name is blank
     */
    public static OutputVariables of(Map<String, SDVariable> variables) {
        return new OutputVariables(variables, Map.of());
    }

    /** The same outputs, with the weights of a criterion by the names that it declared. */
    public OutputVariables withWeights(Map<String, SDVariable> declared) {
        return new OutputVariables(variables.map(), declared);
    }

    /** The names, in the order of the network. */
    public List<String> names() {
        return variables.names();
    }

    /**
     * The output of a name.
     *
     * @throws org.osnas.api.spi.BadInputException naming the outputs there are, if there is none of that name
     */
    public SDVariable get(String name) {
        return variables.get(name);
    }

    /**
     * The output of a network that has one.
     *
     * @throws org.osnas.api.spi.BadInputException naming the outputs, if there are several
     */
    public SDVariable only() {
        return variables.only();
    }

    /**
     * A weight that the criterion declared.
     *
     * @throws BadInputException naming the weights there are, if there is none of that name
     */
    public SDVariable weight(String name) {
        SDVariable weight = weights.get(name);
        if (weight == null) {
            throw new BadInputException(
                    "The criterion reads a weight '%s', but it declared %s. A criterion with weights of its own implements TrainedCriterion"
                            .formatted(name, weights.isEmpty() ? "none" : String.join(", ", weights.keySet())));
        }
        return weight;
    }

    @Override
    public String toString() {
        return "OutputVariables" + variables;
    }
}
