package org.osnas.api.score;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/**
 * Scores architectures; larger is better. The score of one does not depend on those that are scored beside it, unless
 * its {@link ScoringMethod} says so.
 */
@FunctionalInterface
public interface Scorer extends AutoCloseable {

    /**
     * The scores in the order of the architectures.
     *
     * @param architectures different ones
     * @param before trials of the search before these; with the architectures they alone decide what is given up early
     */
    List<Score> score(List<Architecture> architectures, List<Trial> before);

    /** The scores of architectures that no search proposed. */
    default List<Score> score(List<Architecture> architectures) {
        return score(architectures, List.of());
    }

    /** One architecture at a time. */
    static Scorer each(ToDoubleFunction<Architecture> value) {
        return (architectures, before) -> architectures.stream()
                .map(a -> Score.of(value.applyAsDouble(a)))
                .toList();
    }

    /** Ends what it holds; nothing by default. */
    @Override
    default void close() {}
}
