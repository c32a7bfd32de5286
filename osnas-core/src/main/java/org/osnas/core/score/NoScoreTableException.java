package org.osnas.core.score;

import java.nio.file.Path;
import org.osnas.api.spi.BadInputException;

/** The file of a score table does not exist. */
public final class NoScoreTableException extends BadInputException {
    private static final long serialVersionUID = 1L;

    NoScoreTableException(Path file) {
        super("Score table %s does not exist. It is looked for from the working directory, %s"
                .formatted(file, Path.of("").toAbsolutePath()));
    }
}
