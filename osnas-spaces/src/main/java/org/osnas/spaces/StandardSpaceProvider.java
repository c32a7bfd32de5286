package org.osnas.spaces;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Settings;

/**
 * A space whose settings are {@code width} (multiplies all widths, default 1) and {@code dropout} (before the
 * classifier, default 0). Extend it and describe the space in {@link #define}.
 */
public abstract class StandardSpaceProvider implements SpaceProvider {

    private final String name;
    private final String description;
    private final Shape defaultInput;
    private final int defaultClasses;

    protected StandardSpaceProvider(String name, String description, Shape defaultInput, int defaultClasses) {
        this.name = name;
        this.description = description;
        this.defaultInput = defaultInput;
        this.defaultClasses = defaultClasses;
    }

    /** Describes the space; width and dropout are already set. */
    protected abstract Backbone define(SpaceBuilder space);

    @Override
    public final Backbone create(Shape input, Settings settings) {
        double width = settings.about("factor on all widths").number("width", 1, 0.1, 10);
        double dropout = settings.about("share of the last features that is dropped in training")
                .number("dropout", 0, 0, 0.95);
        settings.rejectUnknown();
        return define(SpaceBuilder.space(name, input).width(width).dropout(dropout));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final Shape defaultInput() {
        return defaultInput;
    }

    @Override
    public final int defaultClasses() {
        return defaultClasses;
    }
}
