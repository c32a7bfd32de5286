package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/** Zeros of the output shape: a candidate that contributes nothing. */
public record Zero(int out, int stride) implements Layer {

    public Zero {
        Check.atLeast("out", out, 1);
        Check.atLeast("stride", stride, 1);
    }

    @Override
    public String kind() {
        return "zero";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Layer.single(kind(), inputs).strided(stride, out);
    }
}
