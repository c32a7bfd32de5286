package org.osnas.spaces.block;

import java.util.Locale;
import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChannelPart;
import org.osnas.api.space.ChannelShuffle;
import org.osnas.api.space.Concat;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.Layer;
import org.osnas.api.spi.Check;

/** What templates have in common. */
final class Parts {

    private Parts() {}

    /** A layer of {@code channels} outputs, batch norm, and the activation if there is one. */
    static int normalised(
            BlockBuilder block, int value, Layer layer, int channels, Optional<Activation.Function> activation) {
        int y = block.then(value, layer, BatchNorm.of(channels));
        return activation.isPresent() ? block.add(new Activation(activation.get(), channels), y) : y;
    }

    /** As {@link #normalised}, but the batch norm has no trained scale and shift. */
    static int standardised(
            BlockBuilder block, int value, Layer layer, int channels, Optional<Activation.Function> activation) {
        BatchNorm norm = new BatchNorm(channels, BatchNorm.DEFAULT_MOMENTUM, BatchNorm.DEFAULT_EPSILON, false);
        int y = block.then(value, layer, norm);
        return activation.isPresent() ? block.add(new Activation(activation.get(), channels), y) : y;
    }

    /** The activation in a block's name; ReLU6, the usual one, is left out. */
    static String suffix(Optional<Activation.Function> activation) {
        return activation
                .map(f -> f == Activation.Function.RELU6 ? "" : "_" + f.name().toLowerCase(Locale.ROOT))
                .orElse("_linear");
    }

    /** Adds the main branch of a shuffle unit, which turns {@code from} into {@code to} channels. */
    interface Branch {
        int append(BlockBuilder block, int value, int from, int to);
    }

    /**
     * A shuffle unit around a branch: beside it half of the channels as they are, or, where stride or width change, a
     * depthwise and a 1×1 convolution of all of them.
     */
    static int shuffled(BlockBuilder block, int value, int in, int out, int stride, int kernel, Branch branch) {
        Check.that(out % 2 == 0, "a shuffle block needs an even number of channels, got %d", out);
        int half = out / 2;
        boolean passes = stride == 1 && in == out;
        int beside;
        if (passes) {
            beside = block.add(new ChannelPart(2, 0), value);
        } else {
            DepthwiseConv2d depthwise = new DepthwiseConv2d(in, kernel, stride);
            int y = normalised(block, value, depthwise, in, Optional.empty());
            beside = normalised(block, y, Conv2d.of(in, half, 1, 1), half, ShuffleBlock.RELU6);
        }
        int main = passes
                ? branch.append(block, block.add(new ChannelPart(2, 1), value), half, half)
                : branch.append(block, value, in, half);
        return block.then(block.add(new Concat(), beside, main), new ChannelShuffle(2));
    }

    /** Whether a block that has no weights of its own to change a shape with can stand here. */
    static boolean changesNothing(int in, int out, int stride) {
        return in == out && stride == 1;
    }

    static void requireUnchanged(String block, int in, int out, int stride, String instead) {
        Check.that(
                changesNothing(in, out, stride),
                "%s needs equal widths and stride 1, got %d to %d channels with stride %d; use %s",
                block,
                in,
                out,
                stride,
                instead);
    }

    static void requireSameWidth(String block, int in, int out) {
        Check.that(in == out, "%s keeps its channels, but it was asked to turn %d into %d", block, in, out);
    }
}
