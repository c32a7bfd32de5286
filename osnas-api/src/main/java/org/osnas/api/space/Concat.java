package org.osnas.api.space;

import java.util.List;

/** Joins its inputs along the channels. */
public record Concat() implements Layer {

    @Override
    public String kind() {
        return "concat";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new ShapeException(kind() + " needs at least one input");
        }
        int channels = 0;
        Shape first = inputs.get(0);
        for (Shape in : inputs) {
            if (in.height() != first.height() || in.width() != first.width()) {
                throw new ShapeException(kind() + " needs inputs of one size, gets " + first + " and " + in);
            }
            channels += in.channels();
        }
        return first.withChannels(channels);
    }
}
