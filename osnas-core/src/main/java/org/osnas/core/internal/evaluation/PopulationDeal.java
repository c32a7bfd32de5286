package org.osnas.core.internal.evaluation;

import java.util.List;
import java.util.OptionalInt;

/**
 * Hands the parts of a population out to as many threads. Each has its own part, the first from its beginning, the
 * second from its end and so on in turn, so that two neighbours move towards each other. Who is done helps the
 * neighbour it met, or else the one with the most left, taking what that one would come to last. The first of a part
 * always is its owner's.
 */
final class PopulationDeal {

    private final List<List<Integer>> parts;
    private final int[] own;
    private final int[] helped;

    PopulationDeal(List<List<Integer>> parts) {
        this.parts = parts;
        this.own = new int[parts.size()];
        this.helped = new int[parts.size()];
    }

    /** The next architecture of a thread; none if nothing is left to take. */
    synchronized OptionalInt next(int thread) {
        if (left(thread) > 0) {
            return OptionalInt.of(at(thread, own[thread]++));
        }
        int neighbour = thread ^ 1;
        int other = neighbour < parts.size() && toGiveAway(neighbour) > 0 ? neighbour : mostToGiveAway();
        if (toGiveAway(other) == 0) {
            return OptionalInt.empty();
        }
        helped[other]++;
        return OptionalInt.of(at(other, parts.get(other).size() - helped[other]));
    }

    private int left(int thread) {
        return parts.get(thread).size() - own[thread] - helped[thread];
    }

    private int toGiveAway(int thread) {
        return own[thread] == 0 ? left(thread) - 1 : left(thread);
    }

    private int mostToGiveAway() {
        int most = 0;
        for (int thread = 1; thread < parts.size(); thread++) {
            most = toGiveAway(thread) > toGiveAway(most) ? thread : most;
        }
        return most;
    }

    /** The architecture that a thread comes to as number {@code i}, from 0. */
    private int at(int thread, int i) {
        List<Integer> part = parts.get(thread);
        return part.get(thread % 2 == 0 ? i : part.size() - 1 - i);
    }
}
