package org.osnas.images.internal;

import java.nio.file.Path;
import org.osnas.api.spi.BadInputException;

/** An image file cannot be read. */
public final class BrokenImageException extends BadInputException {

    private static final long serialVersionUID = 1;

    private final String reason;

    BrokenImageException(Path file, BrokenException cause) {
        super(file + " " + cause.reason(), cause);
        this.reason = cause.reason();
    }

    private BrokenImageException(Path file, String reason) {
        super(file + " " + reason);
        this.reason = reason;
    }

    /** What was found when the file was read before. */
    static BrokenImageException known(Path file, String reason) {
        return new BrokenImageException(file, reason);
    }

    /** Why, to follow the name of the file. */
    public String reason() {
        return reason;
    }
}
