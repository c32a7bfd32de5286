package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/**
 * Average or maximum over windows. Windows at the border count only what lies inside the image; the output has
 * {@code ceil(size / stride)} rows and columns.
 */
public record Pool(Type type, int kernel, int stride) implements Layer {

    /** What a window yields. */
    public enum Type {
        AVERAGE,
        MAX
    }

    public Pool {
        Check.atLeast("kernel", kernel, 1);
        Check.atLeast("stride", stride, 1);
    }

    @Override
    public String kind() {
        return type == Type.AVERAGE ? "average_pool" : "max_pool";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Layer.single(kind(), inputs);
        return in.strided(stride, in.channels());
    }
}
