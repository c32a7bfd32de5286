package org.osnas.strategies.search;

import java.util.Comparator;
import org.osnas.api.search.Trial;

/** Which of two trials is better. */
final class Ranking {

    /** Best first; among equal scores the one that was proposed first, so that the order is total. */
    static final Comparator<Trial> BEST_FIRST =
            Comparator.comparingDouble(Trial::score).reversed().thenComparingLong(Trial::index);

    private Ranking() {}
}
