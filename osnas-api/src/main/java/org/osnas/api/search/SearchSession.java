package org.osnas.api.search;

import java.util.Optional;
import org.osnas.api.space.Architecture;

/**
 * The state of one search, by ask and tell. It owns no loop and does no I/O, and depends only on its context and on
 * the history of calls, so a search resumes by replay. Work before the first proposal is declared by a
 * {@link PreparedSession}. Not thread-safe.
 */
public interface SearchSession extends AutoCloseable {

    /**
     * The next architecture to evaluate: {@linkplain org.osnas.api.space.SearchSpace#canonical canonical}, within space
     * and budget, and never one that was proposed before. Several proposals may be out before the first is observed.
     *
     * @return empty if the session needs observations first, or, when none is outstanding, if it is finished
     */
    Optional<Architecture> propose();

    /**
     * Tells the outcome of a proposal; in any order, failed ones too. Before the first proposal it may tell of architectures
     * that were scored for somebody else, such as those that a person wants tried first; one of them that is proposed all
     * the same is told again, and costs no trial.
     */
    void observe(Trial trial);

    /** Gives up what it holds outside of the heap; it is not used any more. As a rule there is nothing. */
    @Override
    default void close() {}
}
