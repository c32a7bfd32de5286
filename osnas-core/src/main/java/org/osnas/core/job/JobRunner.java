package org.osnas.core.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.osnas.core.stop.StopSignal;

/** Runs jobs somewhere, several at a time. Used by one thread, on which the listener is told. */
public interface JobRunner extends AutoCloseable {

    /** Threads that a job trains and evaluates with, on which its bits depend. */
    int threads();

    /** How many jobs it can run at once, as far as it knows now; work is shared out by it. */
    int atOnce();

    /** Where it runs how many jobs, in a few words. */
    String description();

    /**
     * Runs jobs, in any order. One whose process or machine is lost is run again; one that cannot be run is a failure,
     * and the others go on.
     *
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop; jobs under way have saved what they save
     * @throws IOException if no job can be run at all, or the listener threw it
     */
    void run(JobBatch batch, Listener listener, StopSignal stop) throws IOException;

    @Override
    void close();

    /** Is told what becomes of jobs, by their index in the batch; of each either a result or a failure. */
    interface Listener {

        /** A job begins, perhaps again. */
        void started(int job);

        /** A job is to be run again, since where it ran was lost. */
        void lost(int job);

        void done(int job, JsonNode result) throws IOException;

        /**
         * A job has no result.
         *
         * @param reason for people
         */
        void failed(int job, String reason) throws IOException;
    }
}
