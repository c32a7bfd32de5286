package org.osnas.tasks.criterion;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** Focal loss, alpha 1 and gamma 2 by default. */
public final class FocalLossProvider implements CriterionProvider {

    @Override
    public String name() {
        return "focal";
    }

    @Override
    public String description() {
        return "softmax focal loss (settings alpha, default 1, and gamma, default 2)";
    }

    @Override
    public Criterion create(Settings settings) {
        double alpha = settings.about("weight of the loss").number("alpha", 1, Double.MIN_NORMAL, 1e6);
        double gamma = settings.about("how much easy examples count less").number("gamma", 2, 0, 100);
        settings.rejectUnknown();
        return new FocalLoss(alpha, gamma);
    }
}
