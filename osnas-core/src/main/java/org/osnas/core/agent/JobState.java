package org.osnas.core.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.Store;

/**
 * Where a job keeps its state: under its name in a folder that all processes see, so that it goes on from there wherever
 * it is begun again. While one process holds it, another that does the same job keeps its state in memory: two may do
 * one where an executor was thought lost, or where speculation is on.
 *
 * @param lock held; none if another process has it
 */
record JobState(Checkpoint checkpoint, Optional<FileChannel> lock, Path lockFile) implements AutoCloseable {

    /**
     * @param run whether the folder is that of a run, which has a place for checkpoints
     */
    static JobState take(Path folder, String name, boolean run) throws IOException {
        Path file = folder.resolve("." + name + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                try (RunFolder store = run ? RunFolder.read(folder) : null) {
                    Checkpoint shared = store == null ? Store.in(folder).checkpoint(name) : store.checkpoint(name);
                    return new JobState(shared, Optional.of(channel), file);
                }
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same as by another one.
        }
        channel.close();
        return new JobState(Store.inMemory().checkpoint(name), Optional.empty(), file);
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            Files.deleteIfExists(lockFile);
            lock.get().close();
        }
    }
}
