package org.osnas.tasks.verification;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** A softmax over angles to class vectors with a margin at the own one. */
abstract class MarginProvider implements CriterionProvider {

    /** Makes the criterion of scale and margin. */
    interface Maker {
        Criterion make(double scale, double margin);
    }

    private final String name;
    private final String kind;
    private final String about;
    private final double usual;
    private final double most;
    private final Maker maker;

    /**
     * @param kind of the margin, for people
     * @param about the setting of the margin, for people
     * @param usual margin
     * @param most that the margin may be
     */
    MarginProvider(String name, String kind, String about, double usual, double most, Maker maker) {
        this.name = name;
        this.kind = kind;
        this.about = about;
        this.usual = usual;
        this.most = most;
        this.maker = maker;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return "softmax over angles to class vectors with %s (settings scale, default 16, and margin, default %s)"
                .formatted(kind, usual);
    }

    @Override
    public final Criterion create(Settings settings) {
        double scale = settings.about("factor on the cosines").number("scale", 16, 1e-3, 1e4);
        double margin = settings.about(about).number("margin", usual, 0, most);
        settings.rejectUnknown();
        return maker.make(scale, margin);
    }
}
