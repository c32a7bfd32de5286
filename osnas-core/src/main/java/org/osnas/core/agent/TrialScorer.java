package org.osnas.core.agent;

import java.util.List;
import java.util.Optional;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.score.Scorer;

/** Scores the proposals of a search, which may stop early with those that are worse than what it has found. */
@FunctionalInterface
interface TrialScorer {

    /**
     * A score.
     *
     * @param value not-a-number if the evaluation failed
     * @param partial how far the evaluation came if it stopped early
     */
    record Score(double value, Optional<Trial.Partial> partial) {}

    /**
     * The scores in the order of the architectures; that of one does not depend on the others.
     *
     * @param before trials of the search before these; nothing else decides where scoring stops
     */
    List<Score> score(List<Architecture> architectures, List<Trial> before);

    /** Scores all to the end. */
    static TrialScorer complete(Scorer scorer) {
        return (architectures, before) -> scorer.score(architectures).stream()
                .map(value -> new Score(value, Optional.empty()))
                .toList();
    }
}
