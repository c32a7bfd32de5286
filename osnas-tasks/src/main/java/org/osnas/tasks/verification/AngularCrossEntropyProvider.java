package org.osnas.tasks.verification;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;

/** The angular cross-entropy of OSNASLib; has no settings. */
public final class AngularCrossEntropyProvider implements CriterionProvider {

    @Override
    public String name() {
        return "angular-cross-entropy";
    }

    @Override
    public String description() {
        return "softmax behind a matrix normalised over the identities, as OSNASLib trains faces";
    }

    @Override
    public Criterion create(Settings settings) {
        settings.rejectUnknown();
        return new AngularCrossEntropy();
    }
}
