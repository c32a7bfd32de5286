package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/**
 * Interleaves channel groups: channel {@code i * groups + g} of the output is channel
 * {@code g * (channels / groups) + i} of the input.
 *
 * <p>Zhang et al. 2018, <a href="https://arxiv.org/abs/1707.01083">ShuffleNet</a>.
 */
public record ChannelShuffle(int groups) implements Layer {

    public ChannelShuffle {
        Check.atLeast("groups", groups, 2);
    }

    @Override
    public String kind() {
        return "channel_shuffle";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Layer.single(kind(), inputs);
        if (in.channels() % groups != 0) {
            throw new ShapeException(
                    "%s needs channels divisible by %d, gets %d".formatted(kind(), groups, in.channels()));
        }
        return in;
    }
}
