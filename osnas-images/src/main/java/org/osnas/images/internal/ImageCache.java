package org.osnas.images.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.osnas.api.spi.BadInputException;

/**
 * Decoded images in a file that is mapped into memory, so that the operating system keeps of them what fits. The file
 * carries the key of how they were made, a stamp of each image's file, and checksums of its index and of each image. It is written beside its
 * place and moved there as a whole. Safe for several threads.
 */
final class ImageCache {

    /** Bytes of a key. */
    static final int KEY = 32;

    private static final long MAGIC = 0x4f534e4153494d31L; // OSNASIM1
    private static final int HEADER = 8 + KEY;
    private static final int FOOTER = 8 + 4 + 8;
    private static final long SEGMENT = 1 << 30;

    private final List<Entry> entries;
    private final List<MappedByteBuffer> segments = new ArrayList<>();
    private final int[] segmentOf;
    private final long[] starts;

    /**
     * What is known of an image beside its pixels.
     *
     * @param stamp of its file when it was read
     * @param failure why its file could not be read, to follow its name; empty if it could
     * @param notes of its decoder
     */
    record Entry(
            Stamp stamp,
            String failure,
            int width,
            int height,
            int channels,
            int fileWidth,
            int fileHeight,
            List<String> notes,
            long offset,
            int checksum) {

        int length() {
            return width * height * channels;
        }

        private void write(DataOutputStream out) throws IOException {
            out.writeUTF(stamp.file());
            out.writeLong(stamp.size());
            out.writeLong(stamp.modified());
            out.writeUTF(failure);
            for (int number : new int[] {width, height, channels, fileWidth, fileHeight, checksum, notes.size()}) {
                out.writeInt(number);
            }
            out.writeLong(offset);
            for (String note : notes) {
                out.writeUTF(note);
            }
        }

        private static Entry read(DataInputStream in) throws IOException {
            Stamp stamp = new Stamp(in.readUTF(), in.readLong(), in.readLong());
            String failure = in.readUTF();
            int[] numbers = new int[7];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = in.readInt();
            }
            long offset = in.readLong();
            List<String> notes = new ArrayList<>();
            for (int i = 0; i < numbers[6]; i++) {
                notes.add(in.readUTF());
            }
            return new Entry(
                    stamp,
                    failure,
                    numbers[0],
                    numbers[1],
                    numbers[2],
                    numbers[3],
                    numbers[4],
                    List.copyOf(notes),
                    offset,
                    numbers[5]);
        }
    }

    /**
     * By what a file is known to be the one that was read.
     *
     * @param modified milliseconds since 1970
     */
    record Stamp(String file, long size, long modified) {
        static Stamp of(Path file) {
            try {
                return new Stamp(
                        file.toString(),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toMillis());
            } catch (IOException e) {
                throw new BadInputException("%s cannot be read (%s)".formatted(file, e), e);
            }
        }
    }

    private ImageCache(FileChannel channel, List<Entry> entries) throws IOException {
        this.entries = entries;
        segmentOf = new int[entries.size()];
        starts = new long[entries.size()];
        int from = 0;
        while (from < entries.size()) {
            long start = entries.get(from).offset();
            int to = from;
            while (to < entries.size() && (to == from || end(entries.get(to)) - start <= SEGMENT)) {
                to++;
            }
            Arrays.fill(segmentOf, from, to, segments.size());
            Arrays.fill(starts, from, to, start);
            segments.add(channel.map(FileChannel.MapMode.READ_ONLY, start, end(entries.get(to - 1)) - start));
            from = to;
        }
    }

    private static long end(Entry entry) {
        return entry.offset() + entry.length();
    }

    int size() {
        return entries.size();
    }

    Entry entry(int image) {
        return entries.get(image);
    }

    /** The pixels of an image, or empty if they are not those that were written. */
    Optional<byte[]> pixels(int image) {
        Entry entry = entries.get(image);
        byte[] pixels = new byte[entry.length()];
        segments.get(segmentOf[image]).get((int) (entry.offset() - starts[image]), pixels);
        return checksum(pixels) == entry.checksum() ? Optional.of(pixels) : Optional.empty();
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** The cache in a file; empty if there is none, it is of another key, or its index is not as it was written. */
    static Optional<ImageCache> open(Path file, byte[] key) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < HEADER + FOOTER) {
                return Optional.empty();
            }
            ByteBuffer header = read(channel, 0, HEADER);
            ByteBuffer footer = read(channel, channel.size() - FOOTER, FOOTER);
            byte[] found = new byte[KEY];
            boolean ours = header.getLong() == MAGIC;
            header.get(found);
            long index = footer.getLong();
            int checksum = footer.getInt();
            long length = channel.size() - FOOTER - index;
            if (!ours
                    || !Arrays.equals(found, key)
                    || footer.getLong() != MAGIC
                    || index < HEADER
                    || length < 4
                    || length > Integer.MAX_VALUE - 8) {
                return Optional.empty();
            }
            byte[] bytes = read(channel, index, (int) length).array();
            return checksum(bytes) == checksum ? Optional.of(new ImageCache(channel, index(bytes))) : Optional.empty();
        } catch (IOException e) {
            throw new BadInputException(
                    "The cache %s cannot be read (%s). Remove it".formatted(file, e.getMessage()), e);
        }
    }

    private static List<Entry> index(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int count = in.readInt();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(Entry.read(in));
        }
        return List.copyOf(entries);
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException("it ends early");
            }
        }
        return buffer.flip();
    }

    /** Writes a cache, image after image. */
    static final class Writer implements AutoCloseable {
        private final Path file;
        private final Path partial;
        private final FileChannel channel;
        private final List<Entry> entries = new ArrayList<>();
        private long end = HEADER;

        /**
         * @throws BadInputException if the file cannot be written
         */
        Writer(Path file, byte[] key) {
            this.file = file;
            try {
                Path folder = file.toAbsolutePath().getParent();
                Files.createDirectories(folder);
                partial = Files.createTempFile(folder, file.getFileName().toString(), ".part");
                channel = FileChannel.open(partial, StandardOpenOption.WRITE);
                write(ByteBuffer.allocate(HEADER).putLong(MAGIC).put(key).flip(), 0);
            } catch (IOException e) {
                throw unwritten(e);
            }
        }

        /** An image that was decoded. */
        Entry add(Stamp stamp, ImageLoader.Loaded loaded) {
            Picture picture = loaded.picture();
            return add(
                    new Entry(
                            stamp,
                            "",
                            picture.width(),
                            picture.height(),
                            picture.channels(),
                            loaded.fileWidth(),
                            loaded.fileHeight(),
                            picture.notes(),
                            end,
                            checksum(picture.pixels())),
                    picture.pixels());
        }

        /** A file that could not be read. */
        void addFailure(Stamp stamp, String why) {
            add(new Entry(stamp, why, 0, 0, 1, 0, 0, List.of(), end, checksum(new byte[0])), new byte[0]);
        }

        /** An image of another cache. */
        Entry add(Entry entry, byte[] pixels) {
            try {
                write(ByteBuffer.wrap(pixels), end);
            } catch (IOException e) {
                throw unwritten(e);
            }
            Entry added = new Entry(
                    entry.stamp(),
                    entry.failure(),
                    entry.width(),
                    entry.height(),
                    entry.channels(),
                    entry.fileWidth(),
                    entry.fileHeight(),
                    entry.notes(),
                    end,
                    entry.checksum());
            entries.add(added);
            end += pixels.length;
            return added;
        }

        /** Puts the file into its place. */
        void finish() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeInt(entries.size());
                for (Entry entry : entries) {
                    entry.write(out);
                }
                byte[] index = bytes.toByteArray();
                write(ByteBuffer.wrap(index), end);
                ByteBuffer footer = ByteBuffer.allocate(FOOTER)
                        .putLong(end)
                        .putInt(checksum(index))
                        .putLong(MAGIC);
                write(footer.flip(), end + index.length);
                channel.force(true);
                channel.close();
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw unwritten(e);
            }
        }

        private void write(ByteBuffer bytes, long at) throws IOException {
            long to = at;
            while (bytes.hasRemaining()) {
                to += channel.write(bytes, to);
            }
        }

        private BadInputException unwritten(IOException e) {
            return new BadInputException(
                    "The cache %s cannot be written (%s). Choose another place, or leave it out"
                            .formatted(file.toAbsolutePath(), e),
                    e);
        }

        /** Removes what was not finished. */
        @Override
        public void close() {
            try {
                channel.close();
                Files.deleteIfExists(partial);
            } catch (IOException e) {
                throw unwritten(e);
            }
        }
    }
}
