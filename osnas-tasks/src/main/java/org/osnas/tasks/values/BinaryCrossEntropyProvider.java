package org.osnas.tasks.values;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** Binary cross-entropy; has no settings. */
public final class BinaryCrossEntropyProvider implements CriterionProvider {

    @Override
    public String name() {
        return "binary-cross-entropy";
    }

    @Override
    public String description() {
        return "cross-entropy of yes and no for each name";
    }

    @Override
    public Criterion create(Settings settings) {
        settings.rejectUnknown();
        return new BinaryCrossEntropy();
    }
}
