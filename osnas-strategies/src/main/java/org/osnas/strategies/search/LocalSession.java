package org.osnas.strategies.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/** One search of {@link LocalSearch}. */
final class LocalSession implements SearchSession {

    private final LocalSearch.Move move;
    private final SearchContext context;
    private final Proposals proposals;
    private final Map<Architecture, Trial> known = new HashMap<>();
    private final Set<Architecture> out = new HashSet<>();

    private @Nullable Trial position;
    private @Nullable Trial bestNeighbour;
    private final Deque<Architecture> untried = new ArrayDeque<>();
    private final Set<Architecture> awaited = new HashSet<>();
    private int visits;

    LocalSession(LocalSearch.Move move, SearchContext context) {
        this.move = move;
        this.context = context;
        this.proposals = new Proposals(context);
    }

    /** Where the search stands; nowhere before the first score and at a restart. */
    Optional<Trial> position() {
        return Optional.ofNullable(position);
    }

    @Override
    public Optional<Architecture> propose() {
        Optional<Architecture> next = proposals.next(random -> {
            if (position != null) {
                return Optional.ofNullable(untried.poll());
            }
            return out.isEmpty() ? proposals.draw(random) : Optional.empty();
        });
        next.ifPresent(architecture -> {
            out.add(architecture);
            if (position != null) {
                awaited.add(architecture);
            }
        });
        return next;
    }

    @Override
    public void observe(Trial trial) {
        out.remove(trial.architecture());
        known.put(trial.architecture(), trial);
        if (position == null) {
            if (!trial.failed()) {
                moveTo(trial);
            }
        } else if (awaited.remove(trial.architecture())) {
            consider(trial);
        }
        climb();
    }

    /** Follows better neighbours while what is known suffices; scores rise at each move, so it ends. */
    private void climb() {
        while (position != null) {
            boolean complete = untried.isEmpty() && awaited.isEmpty();
            Trial best = bestNeighbour;
            if (best != null && best.score() > position.score() && (complete || move == LocalSearch.Move.FIRST)) {
                moveTo(best);
            } else if (complete) {
                position = null;
            } else {
                return;
            }
        }
    }

    private void moveTo(Trial trial) {
        position = trial;
        bestNeighbour = null;
        untried.clear();
        awaited.clear();
        List<Architecture> fresh = new ArrayList<>();
        for (Architecture neighbour : proposals.neighbours(trial.architecture())) {
            if (known.containsKey(neighbour)) {
                consider(known.get(neighbour));
            } else if (out.contains(neighbour)) {
                awaited.add(neighbour);
            } else if (proposals.admits(neighbour)) {
                fresh.add(neighbour);
            }
        }
        Seeds.shuffle(fresh, Seeds.generator(context.seed(), "neighbours", visits++));
        untried.addAll(fresh);
    }

    private void consider(Trial neighbour) {
        if (!neighbour.failed() && (bestNeighbour == null || Trial.BEST_FIRST.compare(neighbour, bestNeighbour) < 0)) {
            bestNeighbour = neighbour;
        }
    }
}
