package org.osnas.tasks.values;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;

/** Multi-label classification; has no settings. */
public final class MultiLabelProvider implements TaskProvider {

    @Override
    public String name() {
        return "multi-label";
    }

    @Override
    public String description() {
        return "several names on an example, scored by the mean average precision";
    }

    @Override
    public String criterion() {
        return "binary-cross-entropy";
    }

    @Override
    public Task create(Criterion criterion, Settings settings) {
        settings.rejectUnknown();
        return new MultiLabel(criterion);
    }
}
