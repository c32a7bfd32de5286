package org.osnas.images.internal;

import java.nio.file.Path;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Resizing;
import org.osnas.api.task.Resizing.Filter;
import org.osnas.api.task.Resizing.Fit;

/**
 * Loads image files as a data set has its images.
 *
 * @param height of the images, or 0 to keep theirs
 * @param width of the images, or 0 exactly if {@code height} is
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param resizing how they get that size
 * @param longest side that images of their own sizes have at most: larger ones are made smaller, by areas; or 0
 */
public record ImageLoader(int height, int width, int channels, Resizing resizing, int longest) {

    public ImageLoader {
        Check.that(channels == 1 || channels == 3, "channels must be 1 (grey) or 3 (colour), got %d", channels);
        Check.that(height == 0 || longest == 0, "Images have a size, or a longest side, not both");
    }

    /** Of a size. */
    public ImageLoader(int height, int width, int channels, Resizing resizing) {
        this(height, width, channels, resizing, 0);
    }

    /**
     * In their own proportions.
     *
     * @param longest side that they have at most, or 0 to keep their sizes
     */
    public static ImageLoader proportional(int channels, int longest) {
        return new ImageLoader(
                0, 0, channels, longest == 0 ? Resizing.NONE : Resizing.of(Fit.STRETCH, Filter.AREA), longest);
    }

    /**
     * An image.
     *
     * @param picture with the size and channels that were asked for
     * @param fileWidth of the image in its file, upright
     * @param fileHeight likewise
     */
    public record Loaded(Picture picture, int fileWidth, int fileHeight) {}

    /**
     * @throws BrokenImageException naming the file that cannot be read, and why
     */
    public Loaded load(Path file) {
        Picture whole = ImageDecoder.read(file);
        return new Loaded(sized(coloured(whole)), whole.width(), whole.height());
    }

    private Picture coloured(Picture picture) {
        if (picture.channels() == channels) {
            return picture;
        }
        byte[] from = picture.pixels();
        byte[] to;
        if (channels == 1) {
            to = OpenCv.grey(from, picture.width(), picture.height());
        } else {
            to = new byte[3 * from.length];
            for (int i = 0; i < to.length; i++) {
                to[i] = from[i / 3];
            }
        }
        return new Picture(picture.width(), picture.height(), channels, to, picture.notes());
    }

    private Picture sized(Picture picture) {
        int longer = Math.max(picture.width(), picture.height());
        if (longest > 0 && longer > longest) {
            return resized(picture, (double) longest / longer);
        }
        if (height == 0 || picture.width() == width && picture.height() == height) {
            return picture;
        }
        return switch (resizing.fit()) {
            case STRETCH -> resized(picture, width, height);
            case CROP -> {
                double scale = Math.max((double) width / picture.width(), (double) height / picture.height());
                yield middle(resized(picture, scale));
            }
            case LETTERBOX -> {
                double scale = Math.min((double) width / picture.width(), (double) height / picture.height());
                yield middle(resized(picture, scale));
            }
        };
    }

    /** In its proportions; sides are rounded, and are none shorter than a pixel. */
    private Picture resized(Picture picture, double scale) {
        return resized(picture, (int) Math.max(1, Math.round(picture.width() * scale)), (int)
                Math.max(1, Math.round(picture.height() * scale)));
    }

    private Picture resized(Picture picture, int newWidth, int newHeight) {
        int across = picture.width();
        int down = picture.height();
        byte[] pixels = resizing.filter() == Filter.AREA
                ? Area.resize(picture.pixels(), across, down, channels, newWidth, newHeight)
                : OpenCv.bilinear(picture.pixels(), across, down, channels, newWidth, newHeight);
        return new Picture(newWidth, newHeight, channels, pixels, picture.notes());
    }

    /** Of the size asked for, around the middle: cut where the picture is larger, black where it is smaller. */
    private Picture middle(Picture picture) {
        byte[] pixels = new byte[width * height * channels];
        int left = Math.floorDiv(width - picture.width(), 2);
        int top = Math.floorDiv(height - picture.height(), 2);
        int from = Math.max(0, left);
        int to = Math.min(width, left + picture.width());
        for (int y = Math.max(0, top); y < Math.min(height, top + picture.height()); y++) {
            System.arraycopy(
                    picture.pixels(),
                    ((y - top) * picture.width() + from - left) * channels,
                    pixels,
                    (y * width + from) * channels,
                    (to - from) * channels);
        }
        return new Picture(width, height, channels, pixels, picture.notes());
    }
}
