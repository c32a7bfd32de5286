package org.osnas.api.task;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.space.Custom;

/**
 * A custom layer given as a SameDiff function; shapes, weights and cost come from {@link Custom}.
 *
 * <p>If every operation that {@link #apply} adds has a backward rule, the layer runs in the execution plan; otherwise
 * SameDiff's own gradient function is used for this layer, which a log line says.
 */
public interface SameDiffLayer extends Custom {

    /**
     * Adds the layer to a graph.
     *
     * @param inputs {@code [batch, height, width, channels]}, or {@code [batch, channels]} behind a global pooling
     * @param weights in the order of {@link #weights()}, in their shapes
     * @return the output, of shape {@link #outputShape}
     */
    SDVariable apply(SameDiff graph, List<SDVariable> inputs, List<SDVariable> weights);
}
