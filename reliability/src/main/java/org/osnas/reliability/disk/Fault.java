package org.osnas.reliability.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What a file operation can fail with. */
public enum Fault {
    /** ENOSPC. */
    NO_SPACE {
        @Override
        IOException of(Path file) {
            // As of a stream that is written, which does not know its file.
            return new IOException("No space left on device");
        }
    },
    /** EIO. */
    DEVICE {
        @Override
        IOException of(Path file) {
            return new FileSystemException(file.toString(), null, "Input/output error");
        }
    },
    /** EACCES. */
    PERMISSION {
        @Override
        IOException of(Path file) {
            return new AccessDeniedException(file.toString());
        }
    };

    abstract IOException of(Path file);
}
