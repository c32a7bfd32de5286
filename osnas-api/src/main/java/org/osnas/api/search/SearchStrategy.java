package org.osnas.api.search;

import java.util.Set;
import org.osnas.api.spi.Capability;

/**
 * Proposes architectures and learns from their scores. An implementation is an immutable configuration; all state of
 * one search is in the session that {@link #start} gives.
 */
public interface SearchStrategy {

    /** Begins a search. Must not draw from anything but {@link SearchContext#seed()}. */
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
