package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Where the state of one training is kept: replaced as a whole, read as it was written. Its text names it. */
public interface Checkpoint {

    boolean exists();

    /** Replaces what is kept. */
    void write(JsonNode header, CheckpointFile.Writer data) throws IOException;

    /**
     * Reads what is kept.
     *
     * @throws org.osnas.api.spi.BadInputException if it is damaged, or of another version
     */
    void read(CheckpointFile.Reader reader) throws IOException;

    /** Forgets what is kept, if anything is. */
    void delete() throws IOException;
}
