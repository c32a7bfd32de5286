package org.osnas.spaces;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Stage;
import org.osnas.api.space.UnifiedStage;
import org.osnas.api.spi.Check;
import org.osnas.spaces.block.BlockTemplate;

/**
 * Describes a search space from the input to the classifier.
 *
 * <pre>{@code
 * SearchSpace space = SpaceBuilder.space("tiny", new Shape(32, 32, 3), 10)
 *         .stem(conv(3), 16, 2)
 *         .choices(mobile(3, 3), mobile(5, 6), skip())
 *         .layers(2, 24, 1)
 *         .layers(3, 40, 2)
 *         .head(conv(1), 256)
 *         .build();
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class SpaceBuilder {

    private static final int WIDTH_STEP = 8;

    private final String name;
    private final Shape input;
    private final int classes;
    private final Block.Builder stem = Block.builder("stem");
    private final Block.Builder head = Block.builder("head");
    private final List<Stage> layers = new ArrayList<>();
    private List<BlockTemplate> candidates = List.of();
    private double multiplier = 1;
    private double dropout;
    private boolean bias = true;
    private int hidden;
    private Activation.Function hiddenActivation;
    private int channels;
    private int stemValue;
    private int headValue;

    private SpaceBuilder(String name, Shape input, int classes) {
        this.name = name;
        this.input = input;
        this.classes = classes;
        this.channels = input.channels();
        this.stemValue = stem.input();
        this.headValue = head.input();
    }

    /**
     * @param input of one image
     * @param classes number of outputs of the classifier
     */
    public static SpaceBuilder space(String name, Shape input, int classes) {
        return new SpaceBuilder(name, input, classes);
    }

    /** Multiplies every width given after this call; other multipliers than 1 round to multiples of 8. */
    public SpaceBuilder width(double factor) {
        multiplier = Check.positive("width", factor);
        return this;
    }

    /** Drops values before the classifier with this probability while training. */
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
     * expands its input with ReLU6 to as many groups as there are sub-blocks, and each sub-block chooses one of the
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
        Check.that(headValue == head.input(), "space %s: the layers come before the head", name);
    }

    /** Adds a fixed block of stride 1 behind the layers. */
    public SpaceBuilder head(BlockTemplate block, int width) {
        int out = scaled(width);
        headValue = block.append(head, headValue, channels, out, 1);
        channels = out;
        return this;
    }

    /** Adds a fully connected layer between the pooling and the classifier. */
    public SpaceBuilder hidden(int width, Activation.Function activation) {
        hidden = scaled(width);
        hiddenActivation = activation;
        return this;
    }

    /** Whether the classifier adds a trained constant to each output; default true. */
    public SpaceBuilder classifierBias(boolean on) {
        bias = on;
        return this;
    }

    /** Ends with global average pooling, dropout if there is any, and a linear classifier. */
    public SearchSpace build() {
        int y = head.add(new GlobalAveragePool(), headValue);
        if (hidden > 0) {
            y = head.then(y, new Linear(channels, hidden, true), new Activation(hiddenActivation, hidden));
            channels = hidden;
        }
        y = dropout > 0 ? head.add(new Dropout(dropout), y) : y;
        y = head.add(new Linear(channels, classes, bias), y);
        return new SearchSpace(name, input, classes, stem.build(stemValue), layers, head.build(y));
    }

    /** Ends with a block that makes as many outputs as there are classes, global average pooling, and dropout if any. */
    public SearchSpace buildEmbedding(BlockTemplate projection) {
        int y = projection.append(head, headValue, channels, classes, 1);
        y = head.add(new GlobalAveragePool(), y);
        y = dropout > 0 ? head.add(new Dropout(dropout), y) : y;
        return new SearchSpace(name, input, classes, stem.build(stemValue), layers, head.build(y));
    }

    private int scaled(int width) {
        Check.atLeast("width", width, 1);
        if (multiplier == 1) {
            return width;
        }
        return (int) Math.max(WIDTH_STEP, Math.round(width * multiplier / WIDTH_STEP) * WIDTH_STEP);
    }
}
