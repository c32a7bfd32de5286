package org.osnas.core.agent;

import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;

/** An architecture was not trained from scratch to the end in a run. */
public final class NotRetrainedException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final transient Architecture architecture;

    NotRetrainedException(String folder, Architecture architecture) {
        super("Architecture %s has not been trained from scratch to the end in %s".formatted(architecture, folder));
        this.folder = folder;
        this.architecture = architecture;
    }

    /** The folder of the run. */
    public String folder() {
        return folder;
    }

    public Architecture architecture() {
        return architecture;
    }
}
