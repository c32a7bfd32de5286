package org.osnas.tasks.values;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** Huber's loss, delta 1 by default. */
public final class HuberLossProvider implements CriterionProvider {

    @Override
    public String name() {
        return "huber";
    }

    @Override
    public String description() {
        return "Huber's loss of values (setting delta, default 1)";
    }

    @Override
    public Criterion create(Settings settings) {
        double delta =
                settings.about("error from which the loss grows linearly").number("delta", 1, 1e-9, 1e9);
        settings.rejectUnknown();
        return new HuberLoss(delta);
    }
}
