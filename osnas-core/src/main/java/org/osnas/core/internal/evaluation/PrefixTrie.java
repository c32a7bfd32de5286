package org.osnas.core.internal.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.internal.weights.SharedWeights;
import org.osnas.engine.internal.plan.BlockStatistics;

/** Architectures by their choices, stage after stage: those with a common beginning share its nodes. */
final class PrefixTrie {

    private static final Architecture NO_CHOICE = Architecture.of();

    /** Stem, a stage along its choices, or head, each behind a common beginning. */
    static final class Node {
        private final int place;
        private final Architecture choices;
        private final Map<Architecture, Node> children = new HashMap<>();
        private final Map<SharedWeights, BlockStatistics> statistics = new IdentityHashMap<>();
        private int claimed;

        Node(int place, Architecture choices) {
            this.place = place;
            this.choices = choices;
        }

        /** 0 for the stem, then the stages, then the head. */
        int place() {
            return place;
        }

        /** Choices of the stage, canonical; none for stem and head. */
        Architecture choices() {
            return choices;
        }

        /** Statistics of the blocks of this place behind this beginning, by the weights that all twins of one share. */
        Map<SharedWeights, BlockStatistics> statistics() {
            return statistics;
        }

        /** Whether nobody came here before with this calibration batch, numbered from 1: who did collects statistics. */
        synchronized boolean claim(int batch) {
            boolean first = claimed < batch;
            claimed = Math.max(claimed, batch);
            return first;
        }

        private Node child(Architecture next) {
            return children.computeIfAbsent(next, own -> new Node(place + 1, own));
        }
    }

    private final List<List<Node>> paths = new ArrayList<>();

    /** The trie of canonical architectures, each of which is known by its index. */
    PrefixTrie(SearchSpace space, List<Architecture> canonical) {
        Node stem = new Node(0, NO_CHOICE);
        for (Architecture architecture : canonical) {
            List<Node> path = new ArrayList<>(List.of(stem));
            for (int s = 0; s < space.stages().size(); s++) {
                path.add(path.get(s).child(Architecture.of(space.choices(architecture, s))));
            }
            path.add(path.get(path.size() - 1).child(NO_CHOICE));
            paths.add(List.copyOf(path));
        }
    }

    /** Stem, stages and head of an architecture. */
    List<Node> path(int architecture) {
        return paths.get(architecture);
    }
}
