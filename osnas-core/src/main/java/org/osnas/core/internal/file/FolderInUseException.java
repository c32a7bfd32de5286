package org.osnas.core.internal.file;

import org.osnas.api.spi.BadInputException;

/** Another command holds a folder. */
public final class FolderInUseException extends BadInputException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(String message) {
        super(message);
    }
}
