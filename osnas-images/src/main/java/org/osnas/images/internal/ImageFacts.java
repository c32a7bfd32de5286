package org.osnas.images.internal;

import java.util.List;
import org.osnas.api.space.Shape;

/**
 * What is known of a decoded image beside its pixels.
 *
 * @param fileWidth of the image in its file, upright
 * @param fileHeight likewise
 * @param notes of its decoder, in words that follow a number of images
 */
public record ImageFacts(Shape shape, int fileWidth, int fileHeight, List<String> notes) {

    static ImageFacts of(ImageLoader.Loaded loaded) {
        Picture picture = loaded.picture();
        return new ImageFacts(
                new Shape(picture.height(), picture.width(), picture.channels()),
                loaded.fileWidth(),
                loaded.fileHeight(),
                picture.notes());
    }

    static ImageFacts of(CachedImage image) {
        return new ImageFacts(
                new Shape(image.height(), image.width(), image.channels()),
                image.fileWidth(),
                image.fileHeight(),
                image.notes());
    }
}
