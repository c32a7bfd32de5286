package org.osnas.images.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Resizing;
import org.osnas.api.task.Resizing.Filter;
import org.osnas.api.task.Resizing.Fit;
import org.osnas.tasks.dataflow.DataflowOptions;

/**
 * The settings that all data sets of image files share.
 *
 * @param skipsBroken whether files that cannot be read are left out, or end the run
 * @param cache file that decoded images are kept in and read from; empty to hold them in memory
 */
public record ImageOptions(ImageLoader loader, boolean skipsBroken, Optional<Path> cache) {

    /**
     * Images of a size, stretched to it linearly, of which all must be readable.
     *
     * @param size height and width, or 0 to keep theirs, which then must be equal
     */
    public static ImageOptions of(int size, int channels) {
        return new ImageOptions(new ImageLoader(size, size, channels, Resizing.STRETCH), false, Optional.empty());
    }

    /**
     * Reads the keys {@code fit}, {@code resize} and {@code broken}.
     *
     * @param shared with other data sets of images
     * @param size where the settings give none
     * @param channels where the settings give none
     */
    public static ImageOptions read(Settings settings, DataflowOptions shared, int size, int channels) {
        Fit fit = Fit.valueOf(upper(settings.about("how images of other proportions fit into 'size'")
                .choice("fit", "stretch", List.of("stretch", "crop", "letterbox"))));
        Filter filter = Filter.valueOf(upper(settings.about("where new pixels come from; area is antialiased")
                .choice("resize", "bilinear", List.of("bilinear", "area"))));
        boolean skips = skipsBroken(settings);
        int side = shared.size() == 0 ? size : shared.size();
        int depth = shared.channels() == 0 ? channels : shared.channels();
        return new ImageOptions(new ImageLoader(side, side, depth, Resizing.of(fit, filter)), skips, Optional.empty());
    }

    /** The same, with the key {@code cache}. */
    public ImageOptions withCache(Settings settings) {
        return new ImageOptions(
                loader,
                skipsBroken,
                cache(settings, "file that decoded images are kept in; in memory if none is given"));
    }

    /** Reads the key {@code cache}. */
    public static Optional<Path> cache(Settings settings, String about) {
        return settings.about(about).path("cache");
    }

    /** Reads the key {@code broken}. */
    public static boolean skipsBroken(Settings settings) {
        return settings.about("whether images that cannot be read end the run, or are left out")
                .choice("broken", "stop", List.of("stop", "skip"))
                .equals("skip");
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
