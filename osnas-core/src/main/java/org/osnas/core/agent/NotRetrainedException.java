package org.osnas.core.agent;

import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.run.WeightOrigin;

/** An architecture has no weights of a kind in a run. */
public final class NotRetrainedException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final transient Architecture architecture;

    private final WeightOrigin origin;

    NotRetrainedException(String folder, Architecture architecture, WeightOrigin origin) {
        super(message(origin).formatted(architecture, folder));
        this.origin = origin;
        this.folder = folder;
        this.architecture = architecture;
    }

    private static String message(WeightOrigin origin) {
        return switch (origin) {
            case RETRAINED -> "Architecture %s has not been trained from scratch to the end in %s";
            case INHERITED -> "Architecture %s has not been taken out of the supernet of %s";
            case FINETUNED -> "Architecture %s has not been trained on from what it inherited in %s";
        };
    }

    /** Which weights it has not. */
    public WeightOrigin origin() {
        return origin;
    }

    /** The folder of the run. */
    public String folder() {
        return folder;
    }

    public Architecture architecture() {
        return architecture;
    }
}
