package org.osnas.core.internal.weights;

import java.util.function.Function;
import org.osnas.engine.internal.plan.ForwardMode;

/** Which mode each block of a forward pass runs in. */
public interface Modes {

    ForwardMode of(SharedBlock block);

    /** Whether a backward pass may follow, so that what it needs is kept. */
    boolean training();

    /** All blocks in one mode. */
    static Modes all(ForwardMode mode) {
        return of(block -> mode, mode instanceof ForwardMode.Training);
    }

    /** Each block in a mode of training of its own. */
    static Modes training(Function<SharedBlock, ForwardMode> modes) {
        return of(modes, true);
    }

    /** Each block in a mode of its own, none of them that of training. */
    static Modes evaluating(Function<SharedBlock, ForwardMode> modes) {
        return of(modes, false);
    }

    private static Modes of(Function<SharedBlock, ForwardMode> modes, boolean training) {
        return new Modes() {
            @Override
            public ForwardMode of(SharedBlock block) {
                return modes.apply(block);
            }

            @Override
            public boolean training() {
                return training;
            }
        };
    }
}
