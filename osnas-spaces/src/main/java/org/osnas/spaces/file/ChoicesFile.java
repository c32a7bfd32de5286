package org.osnas.spaces.file;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.StandardSpaceProvider;
import org.osnas.spaces.block.BlockTemplate;

/**
 * A space of which only the names of the choices are known, for tables of networks that others built and trained, such as
 * the cells of NAS-Bench-201 (Dong and Yang 2020, <a href="https://arxiv.org/abs/2001.00326">arXiv 2001.00326</a>): its
 * candidates are named and do nothing, so that it can be searched by a table, and neither costs nor trains anything.
 */
final class ChoicesFile extends StandardSpaceProvider {

    private static final int MOST = 1000;

    /** Choices that {@code count} layers have in common. */
    record Layers(int count, List<String> names) {}

    /** A choice of which only the name is known. */
    private record Named(String name) implements BlockTemplate {
        @Override
        public int append(BlockBuilder block, int value, int in, int out, int stride) {
            return value;
        }
    }

    private final List<Layers> layers;

    private ChoicesFile(String file, String name, List<Layers> layers) {
        super(name, "Choices named in " + file, new Shape(32, 32, 3), 10);
        this.layers = layers;
    }

    /**
     * @param name of the space
     * @throws BadInputException if there are no choices, or other keys beside them
     */
    static ChoicesFile of(String file, String name, Settings root) {
        List<Layers> layers = new ArrayList<>();
        for (Settings item : Items.of(root, "choices")) {
            layers.add(layers(item));
        }
        root.rejectUnknown();
        Check.that(
                !layers.isEmpty(),
                "choices is a list of layers, for example 'choices: [{count: 6, of: [none, skip]}]'");
        return new ChoicesFile(file, name, layers);
    }

    static Layers layers(Settings item) {
        Layers layers = new Layers(item.about("layers of this kind").integer("count", 1, 1, MOST), names(item));
        item.rejectUnknown();
        return layers;
    }

    private static List<String> names(Settings item) {
        Object value = item.value("of").orElse(List.of());
        if (!(value instanceof List<?> list)
                || list.isEmpty()
                || !list.stream().allMatch(String.class::isInstance)
                || list.stream().distinct().count() < list.size()) {
            throw item.wrong("of", value, "a list of different names, such as [none, skip_connect]");
        }
        return list.stream().map(String.class::cast).toList();
    }

    @Override
    protected Backbone define(SpaceBuilder space) {
        for (Layers some : layers) {
            space.choices(some.names().stream().<BlockTemplate>map(Named::new).toList())
                    .layers(some.count(), space.input().channels(), 1);
        }
        return space.build();
    }
}
