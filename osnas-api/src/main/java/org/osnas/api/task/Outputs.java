package org.osnas.api.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network gives for a batch: one or several named tensors in a fixed order, the examples along dimension 0. Also
 * carries their gradients back, under the same names. The set does not change and does not own its arrays.
 */
public final class Outputs {

    private final ByName<INDArray> arrays;

    private Outputs(Map<String, INDArray> arrays) {
        this.arrays = new ByName<>(arrays);
    }

    /** One output. */
    public static Outputs of(String name, INDArray array) {
        return new Outputs(Map.of(name, array));
    }

    /**
     * Several outputs, in the order of the map.
     *
     * @throws org.osnas.api.spi.BadInputException if there are none, or a name is blank
     */
    public static Outputs of(Map<String, INDArray> arrays) {
        return new Outputs(arrays);
    }

    /** The names, in the order of the network. */
    public List<String> names() {
        return arrays.names();
    }

    /**
     * The output of a name.
     *
     * @throws org.osnas.api.spi.BadInputException naming the outputs there are, if there is none of that name
     */
    public INDArray get(String name) {
        return arrays.get(name);
    }

    /**
     * The output of a network that has one.
     *
     * @throws org.osnas.api.spi.BadInputException naming the outputs, if there are several
     */
    public INDArray only() {
        return arrays.only();
    }

    /** The same names with other arrays. */
    public Outputs map(UnaryOperator<INDArray> function) {
        Map<String, INDArray> result = new LinkedHashMap<>();
        arrays.map().forEach((name, array) -> result.put(name, function.apply(array)));
        return new Outputs(result);
    }

    @Override
    public String toString() {
        return "Outputs" + arrays;
    }
}
