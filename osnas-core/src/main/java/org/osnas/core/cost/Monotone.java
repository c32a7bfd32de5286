package org.osnas.core.cost;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The rising sequence next to a given one in the sense of least squares: neighbours that fall are replaced by their mean
 * (pool adjacent violators; Ayer, Brunk, Ewing, Reid and Silverman 1955, "An empirical distribution function for sampling
 * with incomplete information", https://doi.org/10.1214/aoms/1177728423).
 */
final class Monotone {

    private record Pool(double mean, int size) {
        Pool with(Pool next) {
            int both = size + next.size;
            return new Pool((mean * size + next.mean * next.size) / both, both);
        }
    }

    private Monotone() {}

    static double[] rising(double... values) {
        Deque<Pool> pools = new ArrayDeque<>();
        for (double value : values) {
            Pool last = new Pool(value, 1);
            while (!pools.isEmpty() && pools.peekLast().mean() > last.mean()) {
                last = pools.removeLast().with(last);
            }
            pools.addLast(last);
        }
        double[] result = new double[values.length];
        int at = 0;
        for (Pool pool : pools) {
            for (int i = 0; i < pool.size(); i++) {
                result[at++] = pool.mean();
            }
        }
        return result;
    }
}
