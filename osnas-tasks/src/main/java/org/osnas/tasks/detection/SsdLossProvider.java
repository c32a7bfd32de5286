package org.osnas.tasks.detection;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** {@link SsdLoss}; setting {@code box-weight}. */
public final class SsdLossProvider implements CriterionProvider {

    @Override
    public String name() {
        return "ssd-loss";
    }

    @Override
    public String description() {
        return "for object-detection-ssd: cross-entropy of anchors with hard negatives, smooth error of boxes";
    }

    @Override
    public Criterion create(Settings settings) {
        SsdLoss loss = new SsdLoss(settings.about("weight of the error of boxes")
                .number("box-weight", SsdLoss.DEFAULT.boxWeight(), 0, 1e6));
        settings.rejectUnknown();
        return loss;
    }
}
