package org.osnas.tasks.verification;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** Plain softmax over identities; has no settings. */
public final class ClassSoftmaxProvider implements CriterionProvider {

    @Override
    public String name() {
        return "class-softmax";
    }

    @Override
    public String description() {
        return "softmax behind a classifier of the criterion, the plain way to train embeddings (best with unit: false)";
    }

    @Override
    public Criterion create(Settings settings) {
        settings.rejectUnknown();
        return new ClassSoftmax();
    }
}
