package org.osnas.core.compare;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;

/** What all strategies of a comparison search: the space within its budget, and the scores of its architectures. */
public interface Arena extends AutoCloseable {

    /** What strategies can have here beyond scores. */
    Set<Capability> capabilities();

    /**
     * Runs a search.
     *
     * @param strategy requires nothing but {@link #capabilities}
     * @param seed of the draws of the search
     * @param search gets the context, which is valid until it returns
     */
    <T> T search(SearchStrategy strategy, int evaluations, long seed, Function<SearchContext, T> search);

    /** How many architectures are scored together: one, unless scores are about those beside. */
    default int batch() {
        return 1;
    }

    /**
     * The scores that the searches with a seed see, the same for all strategies.
     *
     * @param number of the seed, from 0
     */
    Scorer scorer(int number);

    /** The value by which an architecture is reported; not-a-number if it has none. */
    double value(Architecture architecture);

    /** The best value of any architecture within the budget, where it is known. */
    OptionalDouble optimum();

    /**
     * Costs that no architecture of the space exceeds, for each of some metrics.
     *
     * @throws org.osnas.api.spi.BadInputException if a metric is unknown
     */
    double[] mostCosts(List<String> metrics);

    /**
     * The scores that searches asked for since this was called last, in their order, where scoring has a price; so that
     * another process can be told what was learned here.
     */
    default Map<Architecture, Double> takeAsked() {
        return Map.of();
    }

    /** Keeps scores that a search asked for elsewhere. */
    default void keep(Map<Architecture, Double> asked) {}

    /** What is searched, in a sentence for the report. */
    String description();

    @Override
    void close();
}
