package org.osnas.tasks.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.osnas.api.spi.BadInputException;

/** The files of a {@code .tar.gz}, one after the other, as data sets are downloaded (POSIX.1-1988, ustar). */
final class TarArchive {

    private static final int BLOCK = 512;

    /** What is done with a file. */
    interface Work {
        /**
         * @param name without its folders
         * @param length of the content
         */
        void of(String name, long length, InputStream content) throws IOException;
    }

    private TarArchive() {}

    /**
     * @throws BadInputException if it is cut off or damaged
     */
    static void read(Path archive, Work work) {
        try (InputStream in =
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
            for (byte[] header = block(in); header[0] != 0; header = block(in)) {
                long length = Long.parseLong(text(header, 124, 12), 8);
                boolean file = header[156] == '0' || header[156] == 0;
                if (file) {
                    String name = text(header, 0, 100);
                    Part part = new Part(in, length);
                    work.of(name.substring(name.lastIndexOf('/') + 1), length, part);
                    part.skipNBytes(part.left);
                } else {
                    in.skipNBytes(length);
                }
                in.skipNBytes((BLOCK - length % BLOCK) % BLOCK);
            }
            // To the checksum at its end.
            in.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException e) {
            throw new BadInputException("%s is cut off. Fetch it again".formatted(archive), e);
        } catch (ZipException | NumberFormatException e) {
            throw new BadInputException(
                    "%s is damaged, or no .tar.gz (%s). Fetch it again".formatted(archive, e.getMessage()), e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read %s: %s".formatted(archive, e), e);
        }
    }

    /** The next block; an archive ends in one of zeros. */
    private static byte[] block(InputStream in) throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException();
        }
        return block;
    }

    private static String text(byte[] header, int from, int length) {
        String field = new String(header, from, length, StandardCharsets.UTF_8);
        int end = field.indexOf(0);
        return (end < 0 ? field : field.substring(0, end)).strip();
    }

    /** One file. */
    private static final class Part extends FilterInputStream {
        private long left;

        Part(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int value = left > 0 ? super.read() : -1;
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = left > 0 ? super.read(bytes, from, (int) Math.min(length, left)) : -1;
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public void close() {
            // The archive goes on.
        }
    }
}
