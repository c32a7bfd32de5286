package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/** Vectors scaled to the Euclidean length 1: {@code y = x / max(|x|, }{@value #EPSILON}{@code )}. */
public record L2Norm(int channels) implements Layer {

    /** Length below which a vector is not scaled up any further. */
    public static final double EPSILON = 1e-12;

    public L2Norm {
        Check.atLeast("channels", channels, 1);
    }

    @Override
    public String kind() {
        return "l2_norm";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Layer.single(kind(), inputs, channels);
        if (in.height() != 1 || in.width() != 1) {
            throw new ShapeException(kind() + " takes vectors (1x1x" + channels + "), gets " + in + "; pool first");
        }
        return in;
    }
}
