package org.osnas.tasks.verification;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** CosFace, scale 16 and margin 0.2 by default; 64 and 0.35 are usual for thousands of identities. */
public final class CosFaceProvider implements CriterionProvider {

    @Override
    public String name() {
        return "cosface";
    }

    @Override
    public String description() {
        return "softmax over angles to class vectors with a margin of the cosine (settings scale, default 16, and margin, default 0.2)";
    }

    @Override
    public Criterion create(Settings settings) {
        double scale = settings.about("factor on the cosines").number("scale", 16, 1e-3, 1e4);
        double margin = settings.about("taken off the cosine of the own class").number("margin", 0.2, 0, 2);
        settings.rejectUnknown();
        return MarginSoftmax.cosFace(scale, margin);
    }
}
