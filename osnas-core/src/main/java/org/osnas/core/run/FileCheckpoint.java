package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osnas.core.file.DamagedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checkpoint in a file of its own, with the one before beside it: if the newest is damaged, that is read in its place,
 * and the log says so.
 */
final class FileCheckpoint implements Checkpoint {

    /** Ending of the name of the one before. */
    static final String BEFORE = ".before";

    private static final Logger LOG = LoggerFactory.getLogger(FileCheckpoint.class);

    private final Path file;
    private final Path before;
    private boolean damaged;

    FileCheckpoint(Path file) {
        this.file = file;
        this.before = file.resolveSibling(file.getFileName() + BEFORE);
    }

    @Override
    public boolean exists() {
        return Files.exists(file) || Files.exists(before);
    }

    @Override
    public void write(JsonNode header, Writer data) throws IOException {
        if (damaged) {
            // It must not take the place of the good one.
            CheckpointFile.write(file, header, data);
            damaged = false;
        } else {
            CheckpointFile.writeKeeping(file, before, header, data);
        }
    }

    @Override
    public void read(Reader reader) throws IOException {
        if (!Files.exists(file)) {
            // Killed in the moment between two moves.
            CheckpointFile.read(before, reader);
            return;
        }
        try {
            CheckpointFile.read(file, reader);
        } catch (DamagedException e) {
            if (!Files.exists(before)) {
                throw e;
            }
            CheckpointFile.read(before, reader);
            damaged = true;
            LOG.warn("{} The one before is taken in its place.", e.damage());
        }
    }

    @Override
    public void delete() throws IOException {
        Files.deleteIfExists(before);
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
