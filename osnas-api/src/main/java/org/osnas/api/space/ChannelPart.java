package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/** Part {@code index} of {@code parts} equal, contiguous runs of channels. */
public record ChannelPart(int parts, int index) implements Layer {

    public ChannelPart {
        Check.atLeast("parts", parts, 2);
        Check.that(index >= 0 && index < parts, "index must be in 0..%d, got %d", parts - 1, index);
    }

    @Override
    public String kind() {
        return "split";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Layer.single(kind(), inputs);
        if (in.channels() % parts != 0) {
            throw new ShapeException(
                    "%s needs channels divisible by %d, gets %d".formatted(kind(), parts, in.channels()));
        }
        return in.withChannels(in.channels() / parts);
    }

    /** As fingerprints of spaces know this layer: with another text, tables and runs that exist would be refused. */
    @Override
    public String toString() {
        return "Split[parts=%d, index=%d]".formatted(parts, index);
    }
}
