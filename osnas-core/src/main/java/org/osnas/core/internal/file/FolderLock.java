package org.osnas.core.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a folder from being used by two commands at once. */
public final class FolderLock implements AutoCloseable {

    private final Optional<FileChannel> channel;

    private FolderLock(Optional<FileChannel> channel) {
        this.channel = channel;
    }

    /**
     * @param what the folder is, for messages
     * @throws FolderInUseException if another command holds it
     */
    public static FolderLock acquire(Path folder, String what) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(Optional.of(channel));
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer as for another one.
        }
        channel.close();
        throw new FolderInUseException(what + " " + folder + " is in use by another command. Wait for it, or stop it.");
    }

    /** A lock of nothing, for who only reads. */
    public static FolderLock none() {
        return new FolderLock(Optional.empty());
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
