package org.osnas.tasks.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.osnas.api.spi.BadInputException;

/**
 * A file in the idx format of MNIST, plain or compressed: a magic number {@code 0 0 type dimensions}, the big-endian sizes,
 * then the numbers (LeCun, Cortes and Burges, "The MNIST database").
 */
final class IdxFile {

    /** Where bytes come from. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** What is done with the numbers behind the header. */
    interface Parser<T> {
        T parse(Header header, DataInputStream in) throws IOException;
    }

    /** Kinds of numbers, by the third byte of a file. */
    enum Type {
        UNSIGNED_BYTE(8),
        SIGNED_BYTE(9),
        SHORT(11),
        INT(12),
        FLOAT(13),
        DOUBLE(14);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        double read(DataInputStream in) throws IOException {
            return switch (this) {
                case UNSIGNED_BYTE -> in.readUnsignedByte();
                case SIGNED_BYTE -> in.readByte();
                case SHORT -> in.readShort();
                case INT -> in.readInt();
                case FLOAT -> in.readFloat();
                case DOUBLE -> in.readDouble();
            };
        }
    }

    /**
     * @param name of the file, for messages
     * @param sizes of its dimensions
     */
    record Header(String name, Type type, int[] sizes) {

        /** One dimension as a number of something, in a message if it cannot be. */
        int size(int dimension, String what, int max) {
            int value = sizes[dimension];
            if (value < 1 || value > max) {
                throw new BadInputException(
                        "The header of %s says %d %s; from 1 to %d are possible. It is damaged; fetch it again"
                                .formatted(name, value, what, max));
            }
            return value;
        }
    }

    private IdxFile() {}

    /**
     * @param name for messages
     * @param what it must hold, for messages
     * @throws BadInputException when the file is damaged, or has other dimensions
     */
    static <T> T read(String name, Source source, String what, int least, int most, Parser<T> parser) {
        try (InputStream raw = new BufferedInputStream(source.open(), 1 << 16);
                InputStream bytes = packed(raw) ? new GZIPInputStream(raw, 1 << 16) : raw;
                DataInputStream in = new DataInputStream(new BufferedInputStream(bytes, 1 << 16))) {
            T result = parser.parse(header(name, what, least, most, in), in);
            if (in.read() >= 0) {
                throw new BadInputException(
                        "%s is longer than its header says; it is damaged or not an idx file. Fetch it again"
                                .formatted(name));
            }
            return result;
        } catch (EOFException e) {
            throw new BadInputException(
                    "%s ends too early: it holds less than its header says. It is truncated; fetch it again"
                            .formatted(name),
                    e);
        } catch (ZipException e) {
            throw new BadInputException(
                    "%s is not a valid gzip file (%s). Fetch it again".formatted(name, e.getMessage()), e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read %s: %s".formatted(name, e), e);
        }
    }

    /** By its beginning: some browsers unpack a file and leave its name, or the other way round. */
    private static boolean packed(InputStream raw) throws IOException {
        raw.mark(2);
        boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return packed;
    }

    private static Header header(String name, String what, int least, int most, DataInputStream in) throws IOException {
        int magic = in.readInt();
        int dimensions = magic & 0xff;
        if (magic >>> 24 == '<') {
            throw new BadInputException(
                    "%s is a page of a web server, not an idx file. Fetch it again, from a place that has it"
                            .formatted(name));
        }
        for (Type type : Type.values()) {
            if (magic >>> 8 == type.code && dimensions >= least && dimensions <= most) {
                int[] sizes = new int[dimensions];
                for (int d = 0; d < dimensions; d++) {
                    sizes[d] = in.readInt();
                }
                return new Header(name, type, sizes);
            }
        }
        throw new BadInputException(
                "%s starts with the magic number 0x%08x, but idx %s start with 0x%08x (or another type of numbers in the third byte, %d to %d). It is damaged or another kind of file; fetch it again"
                        .formatted(
                                name,
                                magic,
                                what,
                                Type.UNSIGNED_BYTE.code << 8 | least,
                                Type.UNSIGNED_BYTE.code,
                                Type.DOUBLE.code));
    }
}
