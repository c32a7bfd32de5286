package org.osnas.report.listener;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of events as TensorBoard reads it: records of a length, its checksum, the event, and its checksum, where checksums
 * are CRC-32C, rotated and added to a constant (TFRecord, tensorflow.org/tutorials/load_data/tfrecord).
 */
final class EventFile implements AutoCloseable {

    private static final int MASK = 0xa282ead8;

    private final OutputStream out;

    /** A new file. */
    EventFile(Path file) throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        write(new Wire().text(3, "brain.Event:2"), 0);
    }

    /**
     * @param values of the message {@code Summary}
     */
    void summary(Wire values, long step) throws IOException {
        write(new Wire().message(5, values), step);
    }

    private void write(Wire content, long step) throws IOException {
        byte[] rest = content.toBytes();
        byte[] head = new Wire()
                .real(1, System.currentTimeMillis() / 1000.0)
                .whole(2, step)
                .toBytes();
        byte[] event = ByteBuffer.allocate(head.length + rest.length)
                .put(head)
                .put(rest)
                .array();
        byte[] length = little(Long.BYTES).putLong(event.length).array();
        out.write(length);
        out.write(little(Integer.BYTES).putInt(masked(length)).array());
        out.write(event);
        out.write(little(Integer.BYTES).putInt(masked(event)).array());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int masked(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return Integer.rotateRight((int) sum.getValue(), 15) + MASK;
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
