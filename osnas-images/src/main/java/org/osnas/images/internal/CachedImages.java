package org.osnas.images.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osnas.images.internal.ImageCache.Entry;
import org.osnas.images.internal.ImageCache.Stamp;
import org.osnas.tasks.data.PixelStore;

/**
 * Images of files, of which the pixels are in an {@link ImageCache}. A file is decoded if the cache has no image at its
 * place in the order, or one of another file, size or time of change; the cache is then written anew, with what of it was
 * right. Pixels that are not as they were written are decoded again.
 */
final class CachedImages {

    private final ImageLoader loader;
    private final Path file;
    private final byte[] key;
    private Optional<ImageCache> cache;
    private ImageCache.@Nullable Writer writer;
    private int next;

    /**
     * @param file of the cache
     */
    CachedImages(ImageLoader loader, Path file) {
        this.loader = loader;
        this.file = file;
        this.key = digest("images 1 " + loader);
        this.cache = ImageCache.open(file, key);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /**
     * The next image, without its pixels if they are in the cache.
     *
     * @throws BrokenImageException as the loader does
     */
    Entry next(Path image) {
        Stamp stamp = Stamp.of(image);
        Optional<Entry> known = cache.filter(c -> next < c.size())
                .map(c -> c.entry(next))
                .filter(entry -> entry.stamp().equals(stamp));
        ImageCache.Writer writing = writer;
        if (known.isPresent() && writing == null) {
            next++;
            return readable(known.get(), image);
        }
        if (writing == null) {
            writing = begin();
        }
        next++;
        try {
            ImageLoader.Loaded loaded = loader.load(image);
            return writing.add(stamp, loaded);
        } catch (BrokenImageException e) {
            writing.addFailure(stamp, e.reason());
            throw e;
        }
    }

    private static Entry readable(Entry entry, Path image) {
        if (!entry.failure().isEmpty()) {
            throw BrokenImageException.known(image, entry.failure());
        }
        return entry;
    }

    /** Begins a new file with the images that were right so far. */
    private ImageCache.Writer begin() {
        ImageCache.Writer begun = new ImageCache.Writer(file, key);
        writer = begun;
        for (int i = 0; i < next; i++) {
            ImageCache old = cache.orElseThrow();
            begun.add(old.entry(i), pixels(i));
        }
        return begun;
    }

    /** After the last image. */
    void end() {
        ImageCache.Writer writing = writer;
        if (writing != null) {
            writing.finish();
            writing.close();
            writer = null;
            cache = ImageCache.open(file, key);
        }
    }

    private byte[] pixels(int image) {
        ImageCache opened = cache.orElseThrow();
        return opened.pixels(image)
                .orElseGet(() -> loader.load(Path.of(opened.entry(image).stamp().file()))
                        .picture()
                        .pixels());
    }

    /** Some of the images, by their places in the order. */
    PixelStore images(List<Integer> places) {
        int[] chosen = places.stream().mapToInt(Integer::intValue).toArray();
        return new PixelStore() {
            @Override
            public int size() {
                return chosen.length;
            }

            @Override
            public byte[] pixels(int image) {
                return CachedImages.this.pixels(chosen[image]);
            }

            @Override
            public boolean inMemory() {
                return false;
            }
        };
    }
}
