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

    /** Why, to follow the name of the file. */
    public String reason() {
        return reason;
    }
}
