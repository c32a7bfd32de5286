package org.osnas.tasks.detection;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** {@link CenterLoss}; settings {@code alpha}, {@code beta}, {@code size-weight}, {@code offset-weight}. */
public final class CenterLossProvider implements CriterionProvider {

    @Override
    public String name() {
        return "center-loss";
    }

    @Override
    public String description() {
        return "for object-detection: focal loss of the heatmap, absolute error of size and offset";
    }

    @Override
    public Criterion create(Settings settings) {
        CenterLoss usual = CenterLoss.DEFAULT;
        CenterLoss loss = new CenterLoss(
                settings.about("how much easy cells count less").number("alpha", usual.alpha(), 0, 10),
                settings.about("how much cells beside a centre count less").number("beta", usual.beta(), 0, 10),
                settings.about("weight of the error of sizes").number("size-weight", usual.sizeWeight(), 0, 1e6),
                settings.about("weight of the error of offsets").number("offset-weight", usual.offsetWeight(), 0, 1e6),
                settings.about("weight of the error of categories")
                        .number("category-weight", usual.categoryWeight(), 0, 1e6));
        settings.rejectUnknown();
        return loss;
    }
}
