package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/** A fully connected layer on vectors: {@code x W + b} with W {@code [in, out]}. */
public record Linear(int in, int out, boolean bias) implements Layer {

    public Linear {
        Check.atLeast("in", in, 1);
        Check.atLeast("out", out, 1);
    }

    @Override
    public String kind() {
        return "linear";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape shape = Layer.single(kind(), inputs, in);
        if (shape.height() != 1 || shape.width() != 1) {
            throw new ShapeException(kind() + " takes vectors (1x1x" + in + "), gets " + shape + "; pool first");
        }
        return new Shape(1, 1, out);
    }

    @Override
    public List<Weight> weights() {
        Weight weight = new Weight("weight", List.of(in, out), Weight.Role.DENSE);
        return bias ? List.of(weight, new Weight("bias", List.of(out), Weight.Role.BIAS)) : List.of(weight);
    }

    @Override
    public long macs(List<Shape> inputs) {
        return (long) in * out;
    }

    @Override
    public long convMacs(List<Shape> inputs) {
        return 0;
    }
}
