package org.osnas.images.detection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.images.internal.BrokenImageException;
import org.osnas.images.internal.BrokenImages;
import org.osnas.images.internal.CachedImages;
import org.osnas.images.internal.ImageDecoder;
import org.osnas.images.internal.ImageFacts;
import org.osnas.images.internal.ImageLoader;
import org.osnas.tasks.data.Findings;

/**
 * The pixels of images with boxes, decoded from their files at each call or taken from a cache. Before a run every file is
 * looked at once, so that none ends it in its middle: its structure is read to the end, or it is decoded into the cache,
 * unless that knows it. Safe for several threads once all were looked at.
 */
final class BoxImages {

    private final ImageLoader loader;
    private final Optional<CachedImages> cache;
    private final Map<Path, Integer> places = new HashMap<>();

    /**
     * @param cache a file; empty for none
     */
    BoxImages(ImageLoader loader, Optional<Path> cache) {
        this.loader = loader;
        this.cache = cache.map(file -> new CachedImages(loader, file));
    }

    /**
     * The set with the images that can be read, and what was found. To be called once, first.
     *
     * @param skips whether those that cannot be read are left out
     * @throws org.osnas.api.spi.BadInputException with their number and the first names, if some cannot; or naming the first
     *     that is of another size than its annotation says
     */
    AnnotatedSet readable(AnnotatedSet set, boolean skips) {
        Findings findings = new Findings();
        BrokenImages broken = new BrokenImages(skips, findings);
        List<AnnotatedImage> train = readable(set.train(), broken, findings);
        List<AnnotatedImage> test = readable(set.test(), broken, findings);
        cache.ifPresent(CachedImages::end);
        broken.end(set.train().size() + set.test().size());
        List<Finding> all = new ArrayList<>(set.findings());
        all.addAll(findings.list());
        return new AnnotatedSet(set.place(), set.names(), train, test, all);
    }

    private List<AnnotatedImage> readable(List<AnnotatedImage> images, BrokenImages broken, Findings findings) {
        List<AnnotatedImage> readable = new ArrayList<>();
        for (AnnotatedImage image : images) {
            try {
                ImageDecoder.Checked known = look(image.file());
                image.requireSize(known.width(), known.height());
                known.notes()
                        .forEach(note ->
                                findings.add(Kind.NOTE, note, image.file().toString()));
                readable.add(image);
            } catch (BrokenImageException e) {
                broken.add(e);
            }
        }
        return readable;
    }

    private ImageDecoder.Checked look(Path file) {
        if (cache.isEmpty()) {
            return ImageDecoder.check(file);
        }
        places.putIfAbsent(file, cache.get().size());
        ImageFacts known = cache.get().next(file);
        return new ImageDecoder.Checked(known.fileWidth(), known.fileHeight(), known.notes());
    }

    /**
     * @throws org.osnas.api.spi.BadInputException naming the file that is no longer there, or no image
     */
    ImagePixels pixels(Path file) {
        return ImagePixels.of(cache.map(known -> known.load(place(file))).orElseGet(() -> loader.load(file)));
    }

    private int place(Path file) {
        Integer place = places.get(file);
        if (place == null) {
            throw new IllegalArgumentException(file + " is not in the set");
        }
        return place;
    }
}
