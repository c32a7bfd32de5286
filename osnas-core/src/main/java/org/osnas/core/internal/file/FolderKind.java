package org.osnas.core.internal.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.file.FileException;

/**
 * A kind of folder that a command writes into and later goes on with, locked while it is open.
 *
 * @param content what such a folder holds, for messages: {@code a run}
 * @param name of the folder, for messages: {@code Run folder}
 * @param markers the files by one of which such a folder is known; written last when it begins
 */
public record FolderKind(String content, String name, List<String> markers) {

    public FolderKind {
        markers = List.copyOf(markers);
    }

    public boolean holds(Path path) {
        return markers.stream().anyMatch(marker -> Files.exists(path.resolve(marker)));
    }

    /**
     * Refuses a folder that holds such content already, or a path that is no folder.
     *
     * @throws FileException if it holds such content
     */
    public void requireFree(Path path) {
        if (path.toString().isBlank() || path.toAbsolutePath().normalize().getFileName() == null) {
            throw new BadInputException(
                    "'%s' cannot be an output folder. Name one of its own, which need not exist".formatted(path));
        }
        if (holds(path)) {
            throw new FileException(new FileException.Taken(path), "Output folder " + path + " holds " + content);
        }
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new BadInputException("Output folder " + path + " is a file. Choose another.");
        }
    }

    /**
     * Makes a folder and locks it.
     *
     * @throws BadInputException if it holds such content already, or cannot be written
     */
    public FolderLock create(Path path) {
        requireFree(path);
        try {
            Durable.makeFolder(path);
            return FolderLock.acquire(path, name);
        } catch (IOException e) {
            throw new BadInputException(
                    "Output folder %s cannot be written: %s".formatted(path, FileFailure.reason(e)), e);
        }
    }

    /**
     * Refuses a folder that does not hold such content.
     *
     * @throws BadInputException naming the file that is missing
     */
    public void requireHeld(Path path) {
        if (!holds(path)) {
            throw new BadInputException(path + " is not the folder of " + content + ": it has no " + markers.get(0));
        }
    }

    /** The error for a file of such a folder that cannot be read. */
    public BadInputException unreadable(Path path, IOException e) {
        String file =
                e instanceof FileSystemException system && system.getFile() != null ? system.getFile() + ": " : "";
        return new BadInputException(
                "%s %s cannot be read: %s%s".formatted(name, path, file, FileFailure.reason(e)), e);
    }

    /**
     * Locks a folder that holds such content.
     *
     * @throws BadInputException if it does not, or another command uses it
     */
    public FolderLock open(Path path) {
        requireHeld(path);
        try {
            FolderLock lock = FolderLock.acquire(path, name);
            AtomicFile.removeLeftovers(path);
            return lock;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
