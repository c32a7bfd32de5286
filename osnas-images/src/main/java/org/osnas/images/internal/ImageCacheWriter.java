package org.osnas.images.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osnas.api.spi.BadInputException;

/**
 * Writes an {@link ImageCache}, image after image, beside its place, where it is moved as a whole. What a process that was
 * killed left there is removed: a lock tells it from what another process writes. One thread at a time.
 */
final class ImageCacheWriter implements AutoCloseable {

    private static final String PART = ".part";

    private final Path file;
    private final Path partial;
    private final FileChannel channel;
    private final List<CachedImage> images = new ArrayList<>();
    private long end = ImageCache.HEADER;

    /**
     * @throws BadInputException if the file cannot be written
     */
    ImageCacheWriter(Path file, byte[] key) {
        this.file = file;
        try {
            String name = file.getFileName().toString();
            Path folder = file.toAbsolutePath().resolveSibling("");
            Files.createDirectories(folder);
            removeLeft(folder, name);
            partial = Files.createTempFile(folder, name, PART);
            partial.toFile().deleteOnExit();
            channel = FileChannel.open(partial, StandardOpenOption.WRITE);
            channel.lock();
            write(
                    ByteBuffer.allocate(ImageCache.HEADER)
                            .putLong(ImageCache.MAGIC)
                            .put(key)
                            .flip(),
                    0);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private static void removeLeft(Path folder, String name) throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(folder)) {
            parts = files.filter(path -> path.getFileName().toString().matches(Pattern.quote(name) + "\\d+" + PART))
                    .toList();
        }
        for (Path part : parts) {
            try (FileChannel left = FileChannel.open(part, StandardOpenOption.WRITE);
                    FileLock lock = left.tryLock()) {
                if (lock != null) {
                    Files.delete(part);
                }
            } catch (NoSuchFileException | OverlappingFileLockException e) {
                // Another process removed it, or this one writes it.
                continue;
            }
        }
    }

    /** An image that was decoded. */
    CachedImage add(FileStamp stamp, ImageLoader.Loaded loaded) {
        return add(CachedImage.of(stamp, loaded, end), loaded.picture().pixels());
    }

    /** A file that could not be read. */
    void addFailure(FileStamp stamp, String why) {
        add(CachedImage.broken(stamp, why, end), new byte[0]);
    }

    /** An image of another cache. */
    CachedImage add(CachedImage image, byte[] pixels) {
        try {
            write(ByteBuffer.wrap(pixels), end);
        } catch (IOException e) {
            throw unwritten(e);
        }
        CachedImage added = image.at(end);
        images.add(added);
        end += pixels.length;
        return added;
    }

    /** Puts the file into its place. */
    void finish() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(images.size());
            for (CachedImage image : images) {
                image.write(out);
            }
            byte[] index = bytes.toByteArray();
            write(ByteBuffer.wrap(index), end);
            ByteBuffer footer = ByteBuffer.allocate(ImageCache.FOOTER)
                    .putLong(end)
                    .putInt(ImageCache.checksum(index))
                    .putLong(ImageCache.MAGIC);
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
