package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.file.DamagedException;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.FileFailure;

/**
 * A file that holds the state of a training: a JSON header and binary data, with version, size and checksum. Replaced
 * atomically, and checked as a whole before anything of it is used.
 *
 * <p>Layout, big-endian: magic (8 bytes), format version (int), length of the header (int), header (UTF-8), data, and
 * at the end the size of all that (long), its CRC-32C (long) and the magic again.
 */
final class CheckpointFile {

    /** Version of the layout; other versions are refused. */
    static final int FORMAT = 1;

    private static final long MAGIC = 0x4f534e41532d4350L; // "OSNAS-CP"
    private static final String REMEDY = "Delete it to begin its phase again.";
    private static final int TRAILER = 3 * Long.BYTES;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CheckpointFile() {}

    static void write(Path file, JsonNode header, Checkpoint.Writer data) throws IOException {
        AtomicFile.write(file, content(header, data));
    }

    /** As {@link #write}; what the file was before is kept under another name. */
    static void writeKeeping(Path file, Path before, JsonNode header, Checkpoint.Writer data) throws IOException {
        AtomicFile.writeKeeping(file, before, content(header, data));
    }

    private static AtomicFile.Content content(JsonNode header, Checkpoint.Writer data) {
        return raw -> {
            Tally tally = new Tally(new BufferedOutputStream(raw, 1 << 16));
            DataOutputStream out = new DataOutputStream(tally);
            byte[] json = MAPPER.writeValueAsBytes(header);
            out.writeLong(MAGIC);
            out.writeInt(FORMAT);
            out.writeInt(json.length);
            out.write(json);
            data.writeTo(out);
            long size = tally.count;
            long checksum = tally.checksum.getValue();
            out.writeLong(size);
            out.writeLong(checksum);
            out.writeLong(MAGIC);
            out.flush();
        };
    }

    /**
     * Checks the file and reads it.
     *
     * @throws DamagedException if it is truncated or damaged, or no checkpoint
     * @throws BadInputException if it is of another version
     */
    static void read(Path file, Checkpoint.Reader reader) throws IOException {
        try {
            verify(file);
        } catch (FileSystemException e) {
            throw FileFailure.of(file, e);
        } catch (IOException e) {
            throw damaged(file, FileFailure.reason(e), e);
        }
        try (DataInputStream in = open(file)) {
            in.skipNBytes(Long.BYTES + Integer.BYTES);
            byte[] json = in.readNBytes(in.readInt());
            reader.readFrom(MAPPER.readTree(json), in);
        } catch (EOFException e) {
            throw damaged(file, "it ends early", e);
        }
    }

    private static void verify(Path file) throws IOException {
        long length = Files.size(file);
        if (length < TRAILER + Long.BYTES + 2 * Integer.BYTES) {
            throw damaged(file, "it has only " + length + " bytes");
        }
        long[] trailer = trailer(file, length);
        if (trailer[2] != MAGIC || trailer[0] != length - TRAILER) {
            throw damaged(file, "its size is not the one that was written");
        }
        if (trailer[1] != checksum(file, length - TRAILER)) {
            throw damaged(file, "its checksum is not the one that was written");
        }
        // Not before it is known to be as it was written.
        try (DataInputStream in = open(file)) {
            if (in.readLong() != MAGIC) {
                throw damaged(file, "it does not begin as a checkpoint of OSNAS does");
            }
            int format = in.readInt();
            if (format != FORMAT) {
                throw new BadInputException(
                        "Checkpoint %s has format %d, but this version of OSNAS (%s) reads format %d."
                                        .formatted(file, format, Version.osnas(), FORMAT)
                                + " Go on with the version that wrote it, or start a new run.");
            }
        }
    }

    private static long[] trailer(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(TRAILER);
            channel.position(length - TRAILER);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            buffer.flip();
            return new long[] {buffer.getLong(), buffer.getLong(), buffer.getLong()};
        }
    }

    private static long checksum(Path file, long size) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            long left = size;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    break;
                }
                checksum.update(buffer, 0, read);
                left -= read;
            }
        }
        return checksum.getValue();
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    private static DamagedException damaged(Path file, String how) {
        return new DamagedException("Checkpoint " + file, how, REMEDY);
    }

    private static DamagedException damaged(Path file, String how, Throwable cause) {
        return new DamagedException("Checkpoint " + file, how, REMEDY, cause);
    }

    /** Counts and sums up what is written; DataOutputStream's own counter stops at 2 GB. */
    private static final class Tally extends FilterOutputStream {
        private final CRC32C checksum = new CRC32C();
        private long count;

        Tally(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            checksum.update(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            checksum.update(bytes, offset, length);
            count += length;
        }
    }
}
