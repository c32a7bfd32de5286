package org.osnas.spaces.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.StandardSpaceProvider;
import org.osnas.spaces.block.BlockTemplate;

/** The space that a file describes; settings are the usual {@code width} and {@code dropout}. */
final class SpaceFile extends StandardSpaceProvider {

    private static final int MOST_LAYERS = 1000;
    private static final int MOST_CHANNELS = 65_536;
    private static final int MOST_STRIDE = 64;
    private static final int MOST_SUB_BLOCKS = 16;
    private static final int MOST_CLASSES = 10_000_000;

    private record Fixed(BlockTemplate block, int width, int stride) {}

    /** Choice layers, or unified stages if there are sub-blocks. */
    record StageEntry(List<BlockTemplate> candidates, int count, int width, int stride, int subBlocks) {

        void addTo(SpaceBuilder space) {
            space.choices(candidates);
            if (subBlocks == 0) {
                space.layers(count, width, stride);
            } else {
                space.unified(count, width, stride, subBlocks);
            }
        }
    }

    record Hidden(int width, Activation.Function activation) {}

    private final String file;
    private final List<Fixed> stem;
    private final List<StageEntry> stages;
    private final List<Fixed> tail;
    private final Optional<Hidden> hidden;

    private SpaceFile(
            String file,
            String name,
            Shape input,
            int classes,
            List<Fixed> stem,
            List<StageEntry> stages,
            List<Fixed> tail,
            Optional<Hidden> hidden) {
        super(name, "Described in " + file, input, classes);
        this.file = file;
        this.stem = stem;
        this.stages = stages;
        this.tail = tail;
        this.hidden = hidden;
    }

    static SpaceFile of(String file, String name, Settings root) {
        Shape input = Shape.parse(
                root.about("shape of an example where the data does not say").text("input", "32x32x3"));
        int classes = root.about("where the data does not say").integer("classes", 10, 1, MOST_CLASSES);
        List<Fixed> stem = fixed(Items.of(root, "stem"), true);
        List<BlockTemplate> candidates = candidates(root);
        List<StageEntry> stages = new ArrayList<>();
        for (Settings item : Items.of(root, "layers")) {
            stages.add(stage(item, candidates));
        }
        List<Settings> behind = new ArrayList<>(Items.of(root, "tail"));
        Optional<Hidden> hidden = behind.isEmpty() ? Optional.empty() : hidden(behind.get(behind.size() - 1));
        hidden.ifPresent(any -> behind.remove(behind.size() - 1));
        List<Fixed> tail = fixed(behind, false);
        root.rejectUnknown();
        if (stages.isEmpty()) {
            throw new BadInputException(
                    "a space needs layers, for example 'layers: [{count: 4, width: 24, stride: 2}]'");
        }
        return new SpaceFile(file, name, input, classes, stem, stages, tail, hidden);
    }

    /** Channels of a layer or block. */
    static int width(Settings item) {
        return Items.required(item.about("channels"), "width", 1, MOST_CHANNELS);
    }

    static int stride(Settings item) {
        return item.about("by which the map shrinks, in the first of the layers")
                .integer("stride", 1, 1, MOST_STRIDE);
    }

    private static List<BlockTemplate> candidates(Settings parent) {
        List<BlockTemplate> candidates = new ArrayList<>();
        for (Settings item : Items.of(parent, "candidates")) {
            candidates.add(BlockReader.read(item));
            item.rejectUnknown();
        }
        return candidates;
    }

    static StageEntry stage(Settings item, List<BlockTemplate> common) {
        List<BlockTemplate> own = candidates(item);
        StageEntry stage = new StageEntry(
                own.isEmpty() ? common : own,
                item.about("layers of this kind, one behind the other").integer("count", 1, 1, MOST_LAYERS),
                width(item),
                stride(item),
                item.about("layers of a unified stage that choose side by side")
                        .integer("sub-blocks", 2, MOST_SUB_BLOCKS)
                        .orElse(0));
        item.rejectUnknown();
        if (stage.candidates().isEmpty()) {
            throw new BadInputException("a space needs candidates, for example 'candidates: [{block: mobile, kernel: 3,"
                    + " expansion: 6}, skip]', for all layers or in each item of layers");
        }
        return stage;
    }

    /** A fully connected layer behind the pooling, if the last item of the tail is one. */
    static Optional<Hidden> hidden(Settings item) {
        if (!item.value("block").equals(Optional.of("linear"))) {
            return Optional.empty();
        }
        Hidden hidden = new Hidden(width(item), BlockReader.function(item));
        item.rejectUnknown();
        return Optional.of(hidden);
    }

    private static List<Fixed> fixed(List<Settings> items, boolean strides) {
        List<Fixed> blocks = new ArrayList<>();
        for (Settings item : items) {
            BlockTemplate block = BlockReader.read(item);
            int width = width(item);
            blocks.add(new Fixed(block, width, strides ? stride(item) : 1));
            item.rejectUnknown();
        }
        return blocks;
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        try {
            stem.forEach(b -> space.stem(b.block(), b.width(), b.stride()));
            stages.forEach(stage -> stage.addTo(space));
            tail.forEach(b -> space.tail(b.block(), b.width()));
            hidden.ifPresent(h -> space.hidden(h.width(), h.activation()));
            return space.build();
        } catch (BadInputException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }
}
