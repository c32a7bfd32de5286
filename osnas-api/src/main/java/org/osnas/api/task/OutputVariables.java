package org.osnas.api.task;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;

/** The outputs of a network as variables of the graph that a {@link Criterion} adds its loss to. */
public final class OutputVariables {

    private final ByName<SDVariable> variables;

    private OutputVariables(Map<String, SDVariable> variables) {
        this.variables = new ByName<>(variables);
    }

    /** One output. */
    public static OutputVariables of(String name, SDVariable variable) {
        return new OutputVariables(Map.of(name, variable));
    }

    /**
     * Several outputs, in the order of the map.
     *
     * @throws org.osnas.api.spi.BadInputException if there are none, or a name is blank
     */
    public static OutputVariables of(Map<String, SDVariable> variables) {
        return new OutputVariables(variables);
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

    @Override
    public String toString() {
        return "OutputVariables" + variables;
    }
}
