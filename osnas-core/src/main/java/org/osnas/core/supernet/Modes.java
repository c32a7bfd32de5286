package org.osnas.core.supernet;

import org.osnas.core.plan.ForwardMode;

/** Which mode each block of a forward pass runs in. */
interface Modes {

    ForwardMode of(SharedBlock block);

    /** Whether a backward pass may follow, so that what it needs is kept. */
    boolean training();

    /** All blocks in one mode. */
    static Modes all(ForwardMode mode) {
        return new Modes() {
            @Override
            public ForwardMode of(SharedBlock block) {
                return mode;
            }

            @Override
            public boolean training() {
                return mode instanceof ForwardMode.Training;
            }
        };
    }
}
