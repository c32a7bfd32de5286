package org.osnas.spaces;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.Block;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Stage;
import org.osnas.api.space.Tail;
import org.osnas.api.space.UnifiedStage;
import org.osnas.api.spi.Check;
import org.osnas.spaces.block.BlockTemplate;
import org.osnas.spaces.block.Widths;

/**
 * Describes a search space from the input to its features, on which a task puts its head.
 *
 * <pre>{@code
 * Backbone backbone = SpaceBuilder.space("tiny", new Shape(32, 32, 3))
 *         .stem(conv(3), 16, 2)
 *         .choices(mobile(3, 3), mobile(5, 6), skip())
 *         .layers(2, 24, 1)
 *         .layers(3, 40, 2)
 *         .tail(conv(1), 256)
 *         .build();
 * SearchSpace space = backbone.classifier(10);
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class SpaceBuilder {

    private static final int WIDTH_STEP = 8;

    private final String name;
    private final Shape input;
    private final BlockBuilder stem = Block.builder("stem");
    private final BlockBuilder tail = Block.builder("tail");
    private final List<Stage> layers = new ArrayList<>();
    private List<BlockTemplate> candidates = List.of();
    private double multiplier = 1;
    private double dropout;
    private boolean bias = true;
    private Optional<Hidden> hidden = Optional.empty();
    private int channels;
    private int stemValue;
    private int tailValue;

    /** The fully connected layer behind the pooling. */
    private record Hidden(int width, Activation.Function activation) {}

    private SpaceBuilder(String name, Shape input) {
        this.name = name;
        this.input = input;
        this.channels = input.channels();
        this.stemValue = stem.input();
        this.tailValue = tail.input();
    }

    /**
     * @param input shape of one image
     */
    public static SpaceBuilder space(String name, Shape input) {
        return new SpaceBuilder(name, input);
    }

    /** Multiplies every width given after this call; other multipliers than 1 round to multiples of 8 ({@link Widths}). */
    public SpaceBuilder width(double factor) {
        multiplier = Check.positive("width", factor);
        return this;
    }

    /** Has values before a classifier dropped with this probability while training. */
    public SpaceBuilder dropout(double rate) {
        dropout = new Dropout(rate).rate();
        return this;
    }

    /** The shape of an image, from which a space may choose its strides. */
    public Shape input() {
        return input;
    }

    /** Adds a fixed block at the beginning. */
    public SpaceBuilder stem(BlockTemplate block, int width, int stride) {
        Check.that(layers.isEmpty(), "space %s: the stem comes before the layers", name);
        int out = scaled(width);
        stemValue = block.append(stem, stemValue, channels, out, stride);
        channels = out;
        return this;
    }

    /** The candidates of the layers that follow. */
    public SpaceBuilder choices(BlockTemplate... templates) {
        return choices(List.of(templates));
    }

    /** The candidates of the layers that follow. */
    public SpaceBuilder choices(List<BlockTemplate> templates) {
        candidates = List.copyOf(templates);
        return this;
    }

    /**
     * Adds {@code count} choice layers of one width; the first of them has the stride. A candidate that does not
     * {@linkplain BlockTemplate#fits fit} is left out of that layer.
     */
    public SpaceBuilder layers(int count, int width, int stride) {
        requireCandidates(count);
        int out = scaled(width);
        for (int i = 0; i < count; i++) {
            int in = channels;
            int s = i == 0 ? stride : 1;
            Check.that(
                    candidates.stream().anyMatch(t -> t.fits(in, out, s)),
                    "space %s: none of the candidates of layer %d can turn %d into %d channels with stride %d",
                    name,
                    layers.size(),
                    in,
                    out,
                    s);
            layers.add(new ChoiceLayer(candidates.stream()
                    .filter(t -> t.fits(in, out, s))
                    .map(t -> t.at(in, out, s))
                    .toList()));
            channels = out;
        }
        return this;
    }

    /**
     * Adds {@code count} {@linkplain UnifiedStage unified stages} of one width, the first of which has the stride: each
     * expands its input with ReLU6 to as many parts as there are sub-blocks, and each sub-block chooses one of the
     * candidates, the last of which must be zero.
     */
    public SpaceBuilder unified(int count, int width, int stride, int subBlocks) {
        requireCandidates(count);
        int out = scaled(width);
        for (int i = 0; i < count; i++) {
            int in = channels;
            int s = i == 0 ? stride : 1;
            List<Block> blocks = candidates.stream().map(t -> t.at(in, in, s)).toList();
            layers.add(new UnifiedStage(in, out, s, subBlocks, Activation.Function.RELU6, blocks));
            channels = out;
        }
        return this;
    }

    private void requireCandidates(int count) {
        Check.atLeast("count", count, 1);
        Check.that(!candidates.isEmpty(), "space %s: name the candidates with choices(…) before the layers", name);
        Check.that(tailValue == tail.input(), "space %s: the layers come before the tail", name);
    }

    /** Adds a fixed block of stride 1 behind the layers. */
    public SpaceBuilder tail(BlockTemplate block, int width) {
        int out = scaled(width);
        tailValue = block.append(tail, tailValue, channels, out, 1);
        channels = out;
        return this;
    }

    /** Adds a fully connected layer behind the pooling. */
    public SpaceBuilder hidden(int width, Activation.Function activation) {
        hidden = Optional.of(new Hidden(scaled(width), activation));
        return this;
    }

    /** Whether a classifier should add a trained constant to each output; default true. */
    public SpaceBuilder classifierBias(boolean on) {
        bias = on;
        return this;
    }

    /** Ends with global average pooling, and the fully connected layer behind it if there is one. */
    public Backbone build() {
        int vector = tail.add(new GlobalAveragePool(), tailValue);
        if (hidden.isPresent()) {
            int width = hidden.get().width();
            vector = tail.then(
                    vector,
                    new Linear(channels, width, true),
                    new Activation(hidden.get().activation(), width));
        }
        return new Backbone(
                name, input, stem.build(stemValue), layers, new Tail(tail.build(tailValue, vector), dropout, bias));
    }

    private int scaled(int width) {
        Check.atLeast("width", width, 1);
        if (multiplier == 1) {
            return width;
        }
        return Widths.divisible(width * multiplier, WIDTH_STEP);
    }
}
