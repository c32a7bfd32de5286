package org.osnas.api.task;

import java.util.List;
import java.util.Map;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;

/**
 * A criterion with trained weights of its own, for example one vector a class (ArcFace). Each training has its own:
 * they begin as their roles say, learn with the network's optimizer, settings and clipping, and are saved and resumed
 * with it. They are no part of the network: neither its costs nor its files know them.
 *
 * <p>The loss reads them by {@link OutputVariables#weight}:
 *
 * <pre>{@code
 * public List<Weight> weights(Map<String, Shape> outputs, int classes) {
 *     return List.of(new Weight("vectors", List.of(outputs.get("embedding").channels(), classes), Weight.Role.CLASS_VECTORS));
 * }
 *
 * public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
 *     SDVariable logits = graph.mmul(outputs.get("embedding"), outputs.weight("vectors"));
 *     …
 * }
 * }</pre>
 */
public interface TrainedCriterion extends Criterion {

    /**
     * The weights, in a fixed order; the same for the same arguments.
     *
     * @param outputs shapes for one example of what the network gives, by name
     * @param classes of the data
     * @throws org.osnas.api.spi.BadInputException if the criterion cannot stand on these outputs
     */
    List<Weight> weights(Map<String, Shape> outputs, int classes);
}
