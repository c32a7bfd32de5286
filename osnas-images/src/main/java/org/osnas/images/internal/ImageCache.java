package org.osnas.images.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.osnas.api.spi.BadInputException;

/**
 * Decoded images in a file that is mapped into memory, so that the operating system keeps of them what fits. The file
 * carries the key of how they were made, a stamp of each image's file, and checksums of its index and of each image. Safe
 * for several threads.
 */
final class ImageCache {

    /** Bytes of a key. */
    static final int KEY = 32;

    static final long MAGIC = 0x4f534e4153494d31L; // OSNASIM1
    static final int HEADER = 8 + KEY;
    static final int FOOTER = 8 + 4 + 8;
    private static final long SEGMENT = 1 << 30;

    private final List<CachedImage> images;
    private final List<MappedByteBuffer> segments = new ArrayList<>();
    private final int[] segmentOf;
    private final long[] starts;

    private ImageCache(FileChannel channel, List<CachedImage> images) throws IOException {
        this.images = images;
        segmentOf = new int[images.size()];
        starts = new long[images.size()];
        int from = 0;
        while (from < images.size()) {
            long start = images.get(from).offset();
            int to = from;
            while (to < images.size() && (to == from || images.get(to).end() - start <= SEGMENT)) {
                to++;
            }
            Arrays.fill(segmentOf, from, to, segments.size());
            Arrays.fill(starts, from, to, start);
            segments.add(channel.map(
                    FileChannel.MapMode.READ_ONLY, start, images.get(to - 1).end() - start));
            from = to;
        }
    }

    int size() {
        return images.size();
    }

    CachedImage image(int place) {
        return images.get(place);
    }

    /** The pixels of an image, or empty if they are not those that were written. */
    Optional<byte[]> pixels(int image) {
        CachedImage known = images.get(image);
        byte[] pixels = new byte[known.length()];
        segments.get(segmentOf[image]).get((int) (known.offset() - starts[image]), pixels);
        return checksum(pixels) == known.checksum() ? Optional.of(pixels) : Optional.empty();
    }

    static int checksum(byte[] bytes) {
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

    private static List<CachedImage> index(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int count = in.readInt();
        List<CachedImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(CachedImage.read(in));
        }
        return List.copyOf(images);
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
}
