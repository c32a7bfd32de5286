package org.osnas.core.internal.missing;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import org.osnas.api.spi.BadInputException;

/** The supernet that a run searches is in none of the places where it could be. */
public final class MovedSupernetException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final String folder;

    public MovedSupernetException(String folder, String identity, Collection<Path> places) {
        super("Run folder %s searches the supernet %s of another run, which is not in %s any more"
                .formatted(
                        folder,
                        identity.substring(0, Math.min(16, identity.length())),
                        places.stream().map(Path::toString).collect(Collectors.joining(" or "))));
        this.folder = folder;
    }

    /** The folder of the run that searches it. */
    public String folder() {
        return folder;
    }
}
