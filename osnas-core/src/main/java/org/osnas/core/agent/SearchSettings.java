package org.osnas.core.agent;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.api.task.MeanScore;
import org.osnas.core.run.TrialLog;

/**
 * How a trained supernet is searched.
 *
 * @param trials architectures that may be scored
 * @param budget ranges of costs that every architecture must keep
 * @param top best architectures named in the result
 * @param batch proposals that are scored together, so that they share the work of their common beginnings
 * @param enqueue architectures that are scored first, before the strategy proposes; they count as trials
 * @param stop when the search ends before it has used all trials
 * @param earlyStop when scoring an architecture ends before it has seen all validation examples, if ever
 */
public record SearchSettings(
        int trials,
        Budget budget,
        int top,
        int batch,
        List<Architecture> enqueue,
        Stop stop,
        Optional<EarlyStop> earlyStop) {

    public static final SearchSettings DEFAULT = new SearchSettings(
            SearchContext.DEFAULT_TRIALS, Budget.NONE, 5, 32, List.of(), Stop.NEVER, Optional.empty());

    public SearchSettings {
        Check.atLeast("trials", trials, 1);
        Check.atLeast("top", top, 1);
        Check.atLeast("batch", batch, 1);
        enqueue = List.copyOf(enqueue);
    }

    public SearchSettings withTrials(int other) {
        return new SearchSettings(other, budget, top, batch, enqueue, stop, earlyStop);
    }

    public SearchSettings withBudget(Budget other) {
        return new SearchSettings(trials, other, top, batch, enqueue, stop, earlyStop);
    }

    public SearchSettings withEarlyStop(EarlyStop other) {
        return new SearchSettings(trials, budget, top, batch, enqueue, stop, Optional.of(other));
    }

    /** With architectures that are scored first. */
    public SearchSettings withEnqueued(List<Architecture> first) {
        return new SearchSettings(trials, budget, top, batch, first, stop, earlyStop);
    }

    /** With an end before all trials are used. */
    public SearchSettings withStop(Stop other) {
        return new SearchSettings(trials, budget, top, batch, enqueue, other, earlyStop);
    }

    /**
     * When a search ends before it has used all its trials. It is looked at after each batch of proposals, and depends on
     * logged trials alone, so that a search which goes on ends where it would have ended.
     *
     * @param patience trials in a row without a better score
     * @param score that is good enough
     * @param seconds of scoring; where a search ends then differs from one time to the next
     */
    public record Stop(OptionalInt patience, OptionalDouble score, OptionalDouble seconds) {

        /** Never. */
        public static final Stop NEVER = new Stop(OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.empty());

        public Stop {
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

    /**
     * When to give an architecture up: as soon as its score is below that of the {@code keep} best so far.
     *
     * @param keep how many of the best no architecture is missed for
     * @param confidence probability with which an architecture that would be one of them is not given up, at least; with 1
     *     none ever is
     */
    public record EarlyStop(int keep, double confidence) {

        public EarlyStop {
            Check.atLeast("keep", keep, 1);
            Check.between("confidence", confidence, 0.5, 1);
        }

        /** The least of the best complete scores; none while there are fewer. */
        OptionalDouble threshold(List<Trial> trials) {
            return trials.stream()
                    .filter(Trial::complete)
                    .map(Trial::score)
                    .sorted(Comparator.reverseOrder())
                    .skip(keep - 1)
                    .mapToDouble(score -> score)
                    .findFirst();
        }

        /**
         * Whether an architecture is below the threshold.
         *
         * @param seen of its score so far
         * @param total examples in all
         * @param check counts the calls for this architecture from 1; later ones may err less, so that all together keep to
         *     the confidence ({@code Σ 1/(c(c+1)) = 1})
         */
        boolean hopeless(double threshold, MeanScore seen, long total, int check) {
            return MeanBound.below(threshold, seen, total, (1 - confidence) / ((double) check * (check + 1)));
        }
    }
}
