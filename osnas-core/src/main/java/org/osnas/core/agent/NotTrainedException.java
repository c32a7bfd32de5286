package org.osnas.core.agent;

import org.osnas.api.spi.BadInputException;

/** A run has no trained supernet yet. */
public final class NotTrainedException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String folder;

    public NotTrainedException(String folder) {
        super("Run folder " + folder + " has no trained supernet yet");
        this.folder = folder;
    }

    /** The folder of the run. */
    public String folder() {
        return folder;
    }
}
