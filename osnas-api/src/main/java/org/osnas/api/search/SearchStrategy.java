package org.osnas.api.search;

import java.util.Set;
import org.osnas.api.spi.Capability;

/**
 * Proposes architectures and learns from their scores. An implementation is an immutable configuration; all state of
 * one search is in the session that {@link #start} gives.
 */
public interface SearchStrategy {

    /**
     * Refuses a search that it cannot make, or that would not be what its name says: a metric without a table, a
     * population that uses up the trials. Called before anything trains.
     *
     * @param context as {@link #start} will get it, but without what only a trained supernet gives
     * @throws org.osnas.api.spi.BadInputException saying what was given, what is allowed and what to do
     */
    default void check(SearchContext context) {}

    /**
     * Begins a search. Must not draw from anything but {@link SearchContext#seed()}. Defaults that depend on the number of
     * trials are those for {@link SearchContext#trials()}.
     */
    SearchSession start(SearchContext context);

    /**
     * What it searches for: by default the best score. With costs beside the score it searches for a Pareto front; the
     * result of a run then holds the front of all trials, and the finalists are spread along it.
     */
    default Objectives objectives() {
        return Objectives.SCORE;
    }

    /**
     * What it needs beyond scores: {@link Capability#RELAXED_MODEL}, {@link Capability#TRAINED_LOGITS}. The context of
     * {@link #start} then has it.
     */
    default Set<Capability> requires() {
        return Set.of();
    }
}
