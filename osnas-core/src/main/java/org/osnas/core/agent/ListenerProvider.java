package org.osnas.core.agent;

import java.io.IOException;
import java.nio.file.Path;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/**
 * Makes a listener that a configuration names in its list {@code listeners}: something that shows or keeps how a run goes
 * on, beside the run's own folder. It decides nothing: a run has the same result with it and without.
 */
public interface ListenerProvider extends Component {

    /** How the listener is opened when a run begins or goes on; reads all settings and then rejects unknown ones. */
    Opener create(Settings settings);

    /** Opens a listener for a run. */
    @FunctionalInterface
    interface Opener {

        /**
         * @param folder of the run
         * @throws IOException if what it writes to cannot be had; the run goes on without it
         */
        RunListener open(Run run, Path folder) throws IOException;
    }
}
