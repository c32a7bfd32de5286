package org.osnas.strategies.search;

import java.util.List;
import java.util.Objects;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.Settings;

/**
 * Hill climbing with restarts (White, Nolen and Savani 2021, "Exploring the loss landscape in neural architecture
 * search", https://arxiv.org/abs/2005.02960).
 *
 * <p>From a uniform draw, the architectures within the budget that differ in one choice are evaluated in random order,
 * and the search moves to one that is better; where none is, it starts again from a new uniform draw. It proposes
 * nothing while all neighbours are out, so it keeps at most one neighbourhood busy.
 *
 * @param move when to move
 */
public record LocalSearch(Move move) implements SearchStrategy {

    /** When a better neighbour is followed. */
    public enum Move {
        /** As soon as one is observed. */
        FIRST,
        /** When all neighbours are known, to the best of them. */
        BEST
    }

    public LocalSearch {
        Objects.requireNonNull(move, "move");
    }

    @Override
    public SearchSession start(SearchContext context) {
        return new LocalSession(move, context);
    }

    /** Registers {@code local-search}. Setting: {@code move} ({@code first} or {@code best}; first). */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return "local-search";
        }

        @Override
        public String description() {
            return "hill climbing over single changes, with restarts";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            String move = settings.about("go to the first better neighbour, or to the best of all")
                    .choice("move", "first", List.of("first", "best"));
            settings.rejectUnknown();
            return new LocalSearch(move.equals("first") ? Move.FIRST : Move.BEST);
        }
    }
}
