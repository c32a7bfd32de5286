package org.osnas.tasks.verification;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** ArcFace, scale 16 and margin 0.3 by default; 64 and 0.5 are usual for thousands of identities. */
public final class ArcFaceProvider implements CriterionProvider {

    @Override
    public String name() {
        return "arcface";
    }

    @Override
    public String description() {
        return "softmax over angles to class vectors with an angular margin (settings scale, default 16, and margin, default 0.3)";
    }

    @Override
    public Criterion create(Settings settings) {
        double scale = settings.about("factor on the cosines").number("scale", 16, 1e-3, 1e4);
        double margin =
                settings.about("angle added for the own class, in radians").number("margin", 0.3, 0, 1.5);
        settings.rejectUnknown();
        return MarginSoftmax.arcFace(scale, margin);
    }
}
