package org.osnas.api.score;

import org.osnas.api.space.Architecture;

/** Trainings of single architectures from scratch. */
@FunctionalInterface
public interface ScratchNetworks {

    /**
     * A network with fresh weights, the same at every call.
     *
     * @param steps length of the training that its learning rates are made for
     */
    Training begin(Architecture architecture, int steps);

    /** A training, as far as it was taken. */
    interface Training extends AutoCloseable {

        /** Steps so far. */
        int done();

        /** Goes on until so many steps are done; one that failed goes on no further. */
        void to(int step);

        /** Score on the validation split with recalibrated statistics; not-a-number if the training failed. */
        double score();

        @Override
        void close();
    }
}
