package org.osnas.images.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.api.task.DataSummary.Range;
import org.osnas.api.task.DataSummary.Sizes;
import org.osnas.api.task.Resizing;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.PixelStore;
import org.osnas.tasks.data.Reading;

/**
 * Loads the images of a data set one after the other, all of one size. Those that cannot be read are left out and
 * counted, or end it, when all were tried, with their number and the first names.
 */
public final class ImageCollector {

    private final ImageLoader loader;
    private final Findings findings;
    private final Optional<CachedImages> cache;
    private final List<byte[]> pixels = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<Integer> heights = new ArrayList<>();
    private final BrokenImages broken;
    /** Images of another size than the first, of which no pixels are kept: they end it. */
    private final List<String> others = new ArrayList<>();

    private int tried;
    private Optional<Shape> shape = Optional.empty();

    /**
     * @param findings gets what is odd
     */
    public ImageCollector(ImageOptions options, Findings findings) {
        this.loader = options.loader();
        this.cache = options.cache().map(file -> new CachedImages(options.loader(), file));
        this.findings = findings;
        this.broken = new BrokenImages(options.skipsBroken(), findings);
    }

    /**
     * Loads a file.
     *
     * @param label of a class, for {@link #images}
     * @return whether it could be read
     */
    public boolean add(Path file, int label) {
        int place = tried++;
        ImageFacts known;
        try {
            known = cache.isPresent() ? cache.get().next(file) : load(file);
        } catch (BrokenImageException e) {
            broken.add(e);
            return false;
        }
        Shape found = known.shape();
        if (shape.isEmpty()) {
            shape = Optional.of(found);
        } else if (!shape.get().equals(found)) {
            others.add("%s is %s".formatted(file, found));
        }
        known.notes().forEach(note -> findings.add(Kind.NOTE, note, file.toString()));
        places.add(place);
        labels.add(label);
        files.add(file);
        widths.add(known.fileWidth());
        heights.add(known.fileHeight());
        return true;
    }

    private ImageFacts load(Path file) {
        ImageLoader.Loaded loaded = loader.load(file);
        if (others.isEmpty()) {
            pixels.add(loaded.picture().pixels());
        }
        return ImageFacts.of(loaded);
    }

    /**
     * Ends it.
     *
     * @throws BadInputException if files could not be read and are not to be left out, or none could; or if images are of
     *     different sizes, and none is asked for
     */
    public void end() {
        cache.ifPresent(CachedImages::end);
        broken.end(tried);
        requireOneSize();
    }

    private void requireOneSize() {
        Check.that(
                others.isEmpty(),
                "%d of %d images are not %s as %s is. Set 'size' to resize all of them to one size:\n%s",
                others.size(),
                files.size(),
                shape.map(Shape::toString).orElse(""),
                files.isEmpty() ? "" : files.get(0),
                Findings.lines(others));
    }

    /** Some of the images, by the order in which they were added, with their labels and where they come from. */
    public ImageSet images(int from, int to, List<String> names) {
        List<Path> sources = List.copyOf(files.subList(from, to));
        return new ImageSet(
                        shape.orElseThrow(),
                        names,
                        pixels(from, to),
                        labels.subList(from, to).stream()
                                .mapToInt(Integer::intValue)
                                .toArray())
                .from(image -> sources.get(image).toString());
    }

    private PixelStore pixels(int from, int to) {
        return cache.map(images -> images.images(places.subList(from, to)))
                .orElseGet(() -> PixelStore.of(pixels.subList(from, to).toArray(byte[][]::new)));
    }

    /** The files of the images. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /** How many there are. */
    public int size() {
        return files.size();
    }

    /** How they were read, with everything that was found. */
    public Reading reading() {
        boolean resized = loader.height() != 0;
        return new Reading(
                resized ? loader.resizing() : Resizing.NONE,
                resized && !widths.isEmpty() ? Optional.of(new Sizes(range(widths), range(heights))) : Optional.empty(),
                findings.list());
    }

    private static Range range(List<Integer> sides) {
        List<Integer> sorted = new ArrayList<>(sides);
        Collections.sort(sorted);
        return Range.of(sorted.stream().mapToInt(Integer::intValue).toArray());
    }
}
