package org.osnas.tasks.verification;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** The normalised softmax, scale 16 by default. */
public final class NormalisedSoftmaxProvider implements CriterionProvider {

    @Override
    public String name() {
        return "normalised-softmax";
    }

    @Override
    public String description() {
        return "softmax over angles to class vectors (setting scale, default 16)";
    }

    @Override
    public Criterion create(Settings settings) {
        double scale = settings.about("factor on the cosines").number("scale", 16, 1e-3, 1e4);
        settings.rejectUnknown();
        return MarginSoftmax.normalised(scale);
    }
}
