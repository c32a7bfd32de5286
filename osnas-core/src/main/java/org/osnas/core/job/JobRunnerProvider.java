package org.osnas.core.job;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Makes a runner of jobs that a command line names. It decides nothing: results are the same with each. */
public interface JobRunnerProvider extends Component {

    /** How the runner is opened; reads all settings and then rejects unknown ones. */
    Opener create(Settings settings);

    /** Opens a runner. */
    @FunctionalInterface
    interface Opener {

        /**
         * @throws org.osnas.api.spi.BadInputException if it cannot be had
         */
        JobRunner open();
    }
}
