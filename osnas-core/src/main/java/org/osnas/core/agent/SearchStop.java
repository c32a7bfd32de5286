package org.osnas.core.agent;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.osnas.api.search.Trial;
import org.osnas.api.spi.Check;
import org.osnas.core.run.TrialLog;

/**
 * When a search ends before it has used all its trials. It is looked at after each batch of proposals, and depends on
 * logged trials alone, so that a search which goes on ends where it would have ended.
 *
 * @param patience trials in a row without a better score
 * @param score that is good enough
 * @param seconds of scoring; where a search ends then differs from one time to the next
 */
public record SearchStop(OptionalInt patience, OptionalDouble score, OptionalDouble seconds) {

    /** Never. */
    public static final SearchStop NEVER =
            new SearchStop(OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    public SearchStop {
        patience.ifPresent(trials -> Check.atLeast("patience", trials, 1));
        seconds.ifPresent(s -> Check.positive("seconds", s));
    }

    /** Why a search ends here, if it does. */
    Optional<String> reason(List<TrialLog.Entry> entries) {
        double best = Double.NEGATIVE_INFINITY;
        int since = 0;
        double spent = 0;
        for (TrialLog.Entry entry : entries) {
            Trial trial = entry.trial();
            boolean better = trial.complete() && trial.score() > best;
            best = better ? trial.score() : best;
            since = better ? 0 : since + 1;
            spent += entry.seconds();
        }
        if (score.isPresent() && best >= score.getAsDouble()) {
            return Optional.of("a score of %s was asked for, and %s found".formatted(score.getAsDouble(), best));
        }
        if (patience.isPresent() && since >= patience.getAsInt()) {
            return Optional.of("%d trials in a row were no better than %s".formatted(since, best));
        }
        if (seconds.isPresent() && spent >= seconds.getAsDouble()) {
            return Optional.of(
                    "scoring took %.1f s, and %s were allowed; how many trials that is differs from time to time"
                            .formatted(spent, seconds.getAsDouble()));
        }
        return Optional.empty();
    }
}
