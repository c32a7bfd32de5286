package org.osnas.strategies.training.differentiable;

import java.util.List;
import java.util.Map;
import org.osnas.api.spi.Allowed;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.TrainingContext;

/** How long the weights are trained alone, with all logits zero. */
record WarmUp(Unit unit, double amount) {

    private static final Allowed ALLOWED = new Allowed.AnyOf(
            List.of(new Allowed.Decimal(0, 0.999), new Allowed.Named(new Allowed.WholeNumber(0, 1_000_000_000))),
            "a share of the training from 0 to below 1, or {epochs: 5}, or {steps: 1000}");

    /** What is counted. */
    enum Unit {
        /** Parts of the training, from 0 to below 1. */
        SHARE,
        STEPS,
        /** Passes over the training data. */
        EPOCHS
    }

    /**
     * Reads {@code warm-up}: a share of the training, {@code {steps: 1000}} or {@code {epochs: 5}}.
     *
     * @param share if the setting is absent
     */
    static WarmUp read(Settings settings, double share) {
        Object value = settings.about("training before the logits learn: a share, or {epochs: 5}, or {steps: 1000}")
                .value("warm-up", ALLOWED)
                .orElse(share);
        if (value instanceof Number) {
            return new WarmUp(Unit.SHARE, settings.number("warm-up", share, 0, 0.999));
        }
        if (!(value instanceof Map)) {
            throw settings.wrong("warm-up", value, ALLOWED.words());
        }
        Settings section = settings.section("warm-up");
        Check.that(
                section.has("steps") != section.has("epochs"),
                "%s is a share of the training, or has steps or epochs, got %s",
                settings.at("warm-up"),
                value);
        Unit unit = section.has("steps") ? Unit.STEPS : Unit.EPOCHS;
        int count = section.integer(section.has("steps") ? "steps" : "epochs", 0, 0, 1_000_000_000);
        section.rejectUnknown();
        return new WarmUp(unit, count);
    }

    /**
     * In steps.
     *
     * @throws BadInputException if nothing of the training would be left
     */
    long steps(TrainingContext context) {
        long steps = Math.round(
                switch (unit) {
                    case SHARE -> amount * context.steps();
                    case STEPS -> amount;
                    case EPOCHS -> amount * context.stepsPerEpoch();
                });
        Check.that(
                steps < context.steps() || unit == Unit.SHARE,
                "The warm-up of %d steps leaves the logits nothing of the supernet's training of %d steps. Shorten"
                        + " warm-up, or train longer.",
                steps,
                context.steps());
        return steps;
    }
}
