package org.osnas.tasks.values;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** The mean absolute error; has no settings. */
public final class AbsoluteErrorProvider implements CriterionProvider {

    @Override
    public String name() {
        return "absolute-error";
    }

    @Override
    public String description() {
        return "mean absolute error of values (L1)";
    }

    @Override
    public Criterion create(Settings settings) {
        settings.rejectUnknown();
        return new AbsoluteError();
    }
}
