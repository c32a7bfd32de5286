package org.osnas.tasks.criterion;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** Cross-entropy without smoothing; has no settings. */
public final class CrossEntropyProvider implements CriterionProvider {

    @Override
    public String name() {
        return "cross-entropy";
    }

    @Override
    public String description() {
        return "softmax cross-entropy";
    }

    @Override
    public Criterion create(Settings settings) {
        settings.rejectUnknown();
        return new CrossEntropy(0);
    }
}
