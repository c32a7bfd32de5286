package org.osnas.core.agent;

import org.osnas.api.task.Dataflow;

/** Opens the data of a run; whoever opens closes. */
@FunctionalInterface
public interface DataSource {

    /**
     * @param seed root seed of shuffling and augmentation
     */
    Dataflow open(long seed);
}
