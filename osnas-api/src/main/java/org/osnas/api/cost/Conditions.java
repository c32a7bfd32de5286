package org.osnas.api.cost;

import org.osnas.api.spi.Check;

/**
 * Under which conditions a table was measured; costs under others say nothing about these.
 *
 * @param batch images of a pass
 * @param threads that worked on it
 */
public record Conditions(int batch, int threads) {

    public Conditions {
        Check.atLeast("batch", batch, 1);
        Check.atLeast("threads", threads, 1);
    }

    @Override
    public String toString() {
        return "batch " + batch + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
