package org.osnas.api.task;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Opens a data set. */
public interface DataflowProvider extends Component {

    /**
     * @param seed root seed of shuffling and augmentation
     */
    Dataflow create(Settings settings, int batchSize, long seed);
}
