package org.osnas.tasks.values;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;

/** Regression; has no settings. */
public final class RegressionProvider implements TaskProvider {

    @Override
    public String name() {
        return "regression";
    }

    @Override
    public String description() {
        return "quantities of an example, scored by the coefficient of determination";
    }

    @Override
    public String criterion() {
        return "squared-error";
    }

    @Override
    public Task create(Criterion criterion, Settings settings) {
        settings.rejectUnknown();
        return new Regression(criterion);
    }
}
