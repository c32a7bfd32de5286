package org.osnas.tasks.verification;

import java.util.List;
import java.util.stream.Stream;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;
import org.osnas.tasks.verification.VerificationHead.Pooling;

/**
 * Verification. Settings: {@code size} of the embedding (default 64), {@code unit} whether networks scale it to the length
 * 1 (default true), {@code pooling} by their {@code average} (the default) or by a global {@code depthwise} convolution,
 * {@code pairs} that an evaluation compares (default 6000).
 */
public final class VerificationProvider implements TaskProvider {

    @Override
    public String name() {
        return "verification";
    }

    @Override
    public String description() {
        return "whether two images show the same, by the angle of their embeddings, for identities never trained with";
    }

    @Override
    public String criterion() {
        return "arcface";
    }

    @Override
    public Task create(Criterion criterion, Settings settings) {
        Verification task = new Verification(
                criterion,
                settings.about("numbers in an embedding").integer("size", 64, 2, 65_536),
                settings.about("scale embeddings to length 1").flag("unit", true),
                pooling(settings),
                settings.about("pairs of examples in an evaluation")
                        .integer("pairs", 6000, 2 * VerificationScores.FOLDS, 10_000_000));
        settings.rejectUnknown();
        return task;
    }

    private static Pooling pooling(Settings settings) {
        List<String> words = Stream.of(Pooling.values()).map(Pooling::word).toList();
        return Pooling.values()[
                words.indexOf(
                        settings.about("how a map becomes a vector").choice("pooling", Pooling.AVERAGE.word(), words))];
    }
}
