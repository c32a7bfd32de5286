package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/** Makes a map larger by a whole factor: each position is repeated {@code factor} times down and across (nearest). */
public record Upsample(int factor) implements Layer {

    public Upsample {
        Check.atLeast("factor", factor, 2);
    }

    @Override
    public String kind() {
        return "upsample";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Layer.single(kind(), inputs);
        return new Shape(in.height() * factor, in.width() * factor, in.channels());
    }
}
