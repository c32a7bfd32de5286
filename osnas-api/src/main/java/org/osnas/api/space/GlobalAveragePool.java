package org.osnas.api.space;

import java.util.List;

/** Mean over height and width; the result is a vector, {@code [batch, channels]}. */
public record GlobalAveragePool() implements Layer {

    @Override
    public String kind() {
        return "global_average_pool";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return new Shape(1, 1, Layer.single(kind(), inputs).channels());
    }
}
