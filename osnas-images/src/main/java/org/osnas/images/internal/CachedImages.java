package org.osnas.images.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osnas.tasks.data.PixelStore;

/**
 * Images of files, of which the pixels are in a cache, a file. An image is decoded if the cache does not know its file, or
 * knows it with another size or time of change; the cache is then written anew, with all of it that is still right. Pixels
 * that are not as they were written are decoded again. Once {@link #end ended}, safe for several threads.
 */
public final class CachedImages {

    private final ImageLoader loader;
    private final Path file;
    private final byte[] key;
    private final Map<FileStamp, Integer> known = new HashMap<>();
    private Optional<ImageCache> cache;
    private @Nullable ImageCacheWriter writer;
    private int next;

    /**
     * @param file of the cache
     */
    public CachedImages(ImageLoader loader, Path file) {
        this.loader = loader;
        this.file = file;
        this.key = digest("images 1 " + loader);
        this.cache = ImageCache.open(file, key);
        cache.ifPresent(old -> {
            for (int i = 0; i < old.size(); i++) {
                known.putIfAbsent(old.image(i).stamp(), i);
            }
        });
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** How many images there are so far: the place of the next one. */
    public int size() {
        return next;
    }

    /**
     * The next image.
     *
     * @throws BrokenImageException as the loader does
     */
    public ImageFacts next(Path image) {
        FileStamp stamp = FileStamp.of(image);
        int place = next++;
        ImageCacheWriter writing = writer;
        if (writing == null) {
            if (cache.isPresent() && isAt(cache.get(), place, stamp)) {
                return facts(cache.get().image(place), image);
            }
            writing = begin(place);
        }
        Integer old = known.get(stamp);
        if (old != null) {
            return facts(copy(writing, old), image);
        }
        try {
            ImageLoader.Loaded loaded = loader.load(image);
            writing.add(stamp, loaded);
            return ImageFacts.of(loaded);
        } catch (BrokenImageException e) {
            writing.addFailure(stamp, e.reason());
            throw e;
        }
    }

    private static boolean isAt(ImageCache cache, int place, FileStamp stamp) {
        return place < cache.size() && cache.image(place).stamp().equals(stamp);
    }

    private static ImageFacts facts(CachedImage image, Path path) {
        if (!image.failure().isEmpty()) {
            throw BrokenImageException.known(path, image.failure());
        }
        return ImageFacts.of(image);
    }

    /** Begins a new file with the images so far, which were right. */
    private ImageCacheWriter begin(int images) {
        ImageCacheWriter begun = new ImageCacheWriter(file, key);
        writer = begun;
        for (int i = 0; i < images; i++) {
            copy(begun, i);
        }
        return begun;
    }

    private CachedImage copy(ImageCacheWriter to, int place) {
        return to.add(cache.orElseThrow().image(place), pixels(place));
    }

    /** After the last image. */
    public void end() {
        ImageCacheWriter writing = writer;
        if (writing != null) {
            writing.finish();
            writing.close();
            writer = null;
            cache = ImageCache.open(file, key);
        }
        known.clear();
    }

    /** An image, by its place in the order, after the end. */
    public ImageLoader.Loaded load(int place) {
        CachedImage image = cache.orElseThrow().image(place);
        return new ImageLoader.Loaded(
                new Picture(image.width(), image.height(), image.channels(), pixels(place), image.notes()),
                image.fileWidth(),
                image.fileHeight());
    }

    private byte[] pixels(int place) {
        ImageCache opened = cache.orElseThrow();
        return opened.pixels(place)
                .orElseGet(() -> loader.load(Path.of(opened.image(place).stamp().file()))
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
