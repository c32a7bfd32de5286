package org.osnas.core.internal.weights;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.task.SameDiffLayer;

/** A layer of a user's own whose output has the shape of its input. */
record OwnLayer(String kind, List<Weight> weights, Function function) implements SameDiffLayer {

    /** What the layer adds to the graph. */
    interface Function {
        SDVariable apply(SameDiff graph, SDVariable x, List<SDVariable> weights);
    }

    /** A layer with one trained scale a channel. */
    static OwnLayer scaled(String kind, int channels, Function function) {
        return new OwnLayer(kind, List.of(new Weight("scale", List.of(channels), Weight.Role.GAMMA)), function);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public SDVariable apply(SameDiff graph, List<SDVariable> inputs, List<SDVariable> weightVariables) {
        return function.apply(graph, inputs.get(0), weightVariables);
    }
}
