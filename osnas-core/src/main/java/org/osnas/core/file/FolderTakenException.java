package org.osnas.core.file;

import java.nio.file.Path;
import org.osnas.api.spi.BadInputException;

/** Something new was to begin in a folder that holds something of the kind already. */
public final class FolderTakenException extends BadInputException {
    private static final long serialVersionUID = 1L;

    public FolderTakenException(Path folder, String content) {
        super("Output folder " + folder + " holds " + content);
    }
}
