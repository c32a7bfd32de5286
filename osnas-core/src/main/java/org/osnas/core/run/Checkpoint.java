package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Where the state of one training is kept: replaced as a whole, read as it was written. Its text names it. */
public interface Checkpoint {

    boolean exists();

    /** Replaces what is kept. */
    void write(JsonNode header, Writer data) throws IOException;

    /**
     * Reads what is kept; perhaps what was kept before, if the newest is damaged.
     *
     * @throws org.osnas.core.file.DamagedException if it is damaged
     * @throws org.osnas.api.spi.BadInputException if it is of another version
     */
    void read(Reader reader) throws IOException;

    /** Forgets what is kept, if anything is. */
    void delete() throws IOException;

    /** Writes the binary part. */
    @FunctionalInterface
    interface Writer {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** Reads the binary part; the header has been read and checked. */
    @FunctionalInterface
    interface Reader {
        void readFrom(JsonNode header, DataInputStream in) throws IOException;
    }
}
