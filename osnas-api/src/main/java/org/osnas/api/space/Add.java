package org.osnas.api.space;

import java.util.List;

/** Element-wise sum of two inputs of one shape: the residual connection. */
public record Add() implements Layer {

    @Override
    public String kind() {
        return "add";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.size() != 2) {
            throw new ShapeException(kind() + " takes two inputs, gets " + inputs.size());
        }
        if (!inputs.get(0).equals(inputs.get(1))) {
            throw new ShapeException(kind() + " needs equal shapes, gets " + inputs.get(0) + " and " + inputs.get(1));
        }
        return inputs.get(0);
    }
}
