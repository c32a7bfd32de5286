package org.osnas.core.internal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A file could not be read or written, for a reason outside of OSNAS: the disk is full, something is not allowed. */
public final class FileFailure extends FileSystemException {
    private static final long serialVersionUID = 1L;

    private FileFailure(Path file, String reason, IOException cause) {
        super(file.toString(), null, reason);
        initCause(cause);
    }

    /** The failure of an operation on a file, with the file's name, which the system does not always say. */
    public static FileFailure of(Path file, IOException cause) {
        return cause instanceof FileFailure known ? known : new FileFailure(file, reason(cause), cause);
    }

    /** In words, without the file. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something else is there already";
        }
        if (e instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "it is a folder with files";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
