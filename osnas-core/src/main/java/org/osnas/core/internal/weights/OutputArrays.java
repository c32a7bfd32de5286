package org.osnas.core.internal.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Outputs;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/** The outputs of a network under the names that its head gives them. */
public final class OutputArrays {

    private OutputArrays() {}

    /**
     * @param tensors in the order of the head's outputs
     */
    public static Outputs of(SearchSpace space, List<Tensor> tensors) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (int i = 0; i < tensors.size(); i++) {
            arrays.put(space.head().outputs().get(i), tensors.get(i).array());
        }
        return Outputs.of(arrays);
    }

    /** Copies of gradients, in the order of the head's outputs. */
    public static List<Tensor> copies(SearchSpace space, Outputs gradients, TensorPool pool) {
        List<String> names = space.head().outputs();
        Check.that(
                gradients.names().size() == names.size() && gradients.names().containsAll(names),
                "The network gives %s, so it takes gradients for these, but got them for %s",
                names,
                gradients.names());
        List<Tensor> copies = new ArrayList<>();
        for (String name : names) {
            INDArray gradient = gradients.get(name);
            Tensor copy = pool.acquire(gradient.shape());
            pool.kernels().copy(pool.kernels().wrap(gradient), copy);
            copies.add(copy);
        }
        return copies;
    }
}
