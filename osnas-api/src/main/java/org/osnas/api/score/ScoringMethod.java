package org.osnas.api.score;

import org.osnas.api.space.SearchSpace;

/** How architectures are scored: an immutable configuration, named by {@code search.scorer}. */
public interface ScoringMethod {

    /**
     * A scorer for a run. Whatever takes long is done at the first scores, so that it can be stopped and nothing is done
     * for a search whose scores are all logged.
     */
    Scorer start(ScoringContext context);

    /** Whether it asks for {@link ScoringContext#supernet}; where nothing does, no supernet is trained. */
    default boolean inherits() {
        return false;
    }

    /**
     * Whether a score depends on the architectures that are scored together with it, since the worse of them are given up
     * early; such scores are not kept for other searches.
     */
    default boolean together() {
        return false;
    }

    /**
     * Refuses a space whose networks it cannot score; called before anything trains.
     *
     * @throws org.osnas.api.spi.BadInputException saying what it lacks
     */
    default void check(SearchSpace space) {}
}
