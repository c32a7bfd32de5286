package org.osnas.images.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osnas.api.spi.BadInputException;

/**
 * By what a file is known to be the one that was read.
 *
 * @param size in bytes
 * @param modified milliseconds since 1970
 */
record FileStamp(String file, long size, long modified) {

    /**
     * @throws BadInputException if there is no such file
     */
    static FileStamp of(Path file) {
        try {
            return new FileStamp(
                    file.toString(),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read (%s)".formatted(file, e), e);
        }
    }
}
