package org.osnas.spaces.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.SearchSpace;
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
    private static final int MOST_CLASSES = 10_000_000;

    private record Fixed(BlockTemplate block, int width, int stride) {}

    private record Stage(List<BlockTemplate> candidates, int count, int width, int stride) {}

    private final String file;
    private final List<Fixed> stem;
    private final List<Stage> stages;
    private final List<Fixed> head;

    private SpaceFile(
            String file,
            String name,
            Shape input,
            int classes,
            List<Fixed> stem,
            List<Stage> stages,
            List<Fixed> head) {
        super(name, "Described in " + file, input, classes);
        this.file = file;
        this.stem = stem;
        this.stages = stages;
        this.head = head;
    }

    static SpaceFile of(String file, Settings root) {
        String name = root.text("name", Path.of(file).getFileName().toString().replaceFirst("\\.ya?ml$", ""));
        Shape input = Shape.parse(root.text("input", "32x32x3"));
        int classes = root.integer("classes", 10, 1, MOST_CLASSES);
        List<Fixed> stem = fixed(root, "stem", true);
        List<BlockTemplate> candidates = candidates(root);
        List<Stage> stages = new ArrayList<>();
        for (Settings item : Items.of(root, "layers")) {
            stages.add(stage(item, candidates));
        }
        List<Fixed> head = fixed(root, "head", false);
        root.rejectUnknown();
        if (stages.isEmpty()) {
            throw new BadInputException(
                    "a space needs layers, for example 'layers: [{count: 4, width: 24, stride: 2}]'");
        }
        return new SpaceFile(file, name, input, classes, stem, stages, head);
    }

    private static List<BlockTemplate> candidates(Settings parent) {
        List<BlockTemplate> candidates = new ArrayList<>();
        for (Settings item : Items.of(parent, "candidates")) {
            candidates.add(BlockReader.read(item));
            item.rejectUnknown();
        }
        return candidates;
    }

    private static Stage stage(Settings item, List<BlockTemplate> common) {
        List<BlockTemplate> own = candidates(item);
        Stage stage = new Stage(
                own.isEmpty() ? common : own,
                item.integer("count", 1, 1, MOST_LAYERS),
                Items.required(item, "width", 1, MOST_CHANNELS),
                item.integer("stride", 1, 1, MOST_STRIDE));
        item.rejectUnknown();
        if (stage.candidates().isEmpty()) {
            throw new BadInputException("a space needs candidates, for example 'candidates: [{block: mobile, kernel: 3,"
                    + " expansion: 6}, skip]', for all layers or in each item of layers");
        }
        return stage;
    }

    private static List<Fixed> fixed(Settings root, String key, boolean strides) {
        List<Fixed> blocks = new ArrayList<>();
        for (Settings item : Items.of(root, key)) {
            BlockTemplate block = BlockReader.read(item);
            int width = Items.required(item, "width", 1, MOST_CHANNELS);
            blocks.add(new Fixed(block, width, strides ? item.integer("stride", 1, 1, MOST_STRIDE) : 1));
            item.rejectUnknown();
        }
        return blocks;
    }

    @Override
    protected SearchSpace define(SpaceBuilder space) {
        try {
            stem.forEach(b -> space.stem(b.block(), b.width(), b.stride()));
            for (Stage stage : stages) {
                space.choices(stage.candidates()).layers(stage.count(), stage.width(), stage.stride());
            }
            head.forEach(b -> space.head(b.block(), b.width()));
            return space.build();
        } catch (BadInputException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }
}
