package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkpoint in a file of its own. */
record FileCheckpoint(Path file) implements Checkpoint {

    @Override
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public void write(JsonNode header, CheckpointFile.Writer data) throws IOException {
        CheckpointFile.write(file, header, data);
    }

    @Override
    public void read(CheckpointFile.Reader reader) throws IOException {
        CheckpointFile.read(file, reader);
    }

    @Override
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
