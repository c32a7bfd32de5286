package org.osnas.reliability;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.MbconvMicro;

/** A space that a jar registers. */
public final class PluggedSpace implements SpaceProvider {

    @Override
    public String name() {
        return "plugged";
    }

    @Override
    public String description() {
        return "mbconv-micro by another name";
    }

    @Override
    public Backbone create(Shape input, Settings settings) {
        settings.rejectUnknown();
        return new MbconvMicro().create(input);
    }

    @Override
    public Shape defaultInput() {
        return new MbconvMicro().defaultInput();
    }

    @Override
    public int defaultClasses() {
        return new MbconvMicro().defaultClasses();
    }
}
