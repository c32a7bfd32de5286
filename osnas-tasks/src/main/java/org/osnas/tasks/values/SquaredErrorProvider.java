package org.osnas.tasks.values;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** The mean squared error; has no settings. */
public final class SquaredErrorProvider implements CriterionProvider {

    @Override
    public String name() {
        return "squared-error";
    }

    @Override
    public String description() {
        return "mean squared error of values";
    }

    @Override
    public Criterion create(Settings settings) {
        settings.rejectUnknown();
        return new SquaredError();
    }
}
