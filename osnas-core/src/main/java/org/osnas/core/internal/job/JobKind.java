package org.osnas.core.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.osnas.core.stop.StopSignal;

/** What jobs of a kind do. Found by {@link java.util.ServiceLoader} in the process that runs them. */
public interface JobKind {

    /** As batches name it. */
    String name();

    /** Makes ready what all jobs of a batch have in common, and the process if they train or evaluate. */
    Work open(JsonNode common) throws IOException;

    /** Does one job after another. */
    interface Work extends AutoCloseable {

        /**
         * Does a job.
         *
         * @throws org.osnas.core.stop.StoppedException if it was asked to stop
         */
        ObjectNode run(JsonNode what, StopSignal stop) throws IOException;

        @Override
        void close() throws IOException;
    }
}
