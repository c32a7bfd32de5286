package org.osnas.tasks.criterion;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** Cross-entropy with label smoothing, 0.1 by default. */
public final class LabelSmoothingCrossEntropyProvider implements CriterionProvider {

    @Override
    public String name() {
        return "label-smoothing-cross-entropy";
    }

    @Override
    public String description() {
        return "softmax cross-entropy with label smoothing (setting smoothing, default 0.1)";
    }

    @Override
    public Criterion create(Settings settings) {
        double smoothing =
                settings.about("share of the label spread over all classes").number("smoothing", 0.1, 0, 1);
        settings.rejectUnknown();
        return new CrossEntropy(smoothing);
    }
}
