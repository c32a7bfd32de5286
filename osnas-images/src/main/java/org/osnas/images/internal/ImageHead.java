package org.osnas.images.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a file says of its image, before any pixel is decoded.
 *
 * @param width in the file
 * @param height in the file
 * @param orientation of EXIF, 1 to 8
 * @param key sample values that are transparent, a number a channel; empty if there are none
 * @param most the largest sample value, 255 for bytes
 * @param notes what a person should know, in words that follow a number of images
 */
record ImageHead(int width, int height, int orientation, int[] key, int most, List<String> notes) {

    static final String PROFILE = "[image has|images have] a colour profile other than sRGB, which is not applied";
    static final String DEEP =
            "[image of more than 8 bits a channel is|images of more than 8 bits a channel are] scaled to 8";
    static final String FRAMES = "[image has|images have] several frames or pages, of which the first is taken";

    /**
     * Pixels that an image may have: some more than those of the largest cameras of telephones. Pillow refuses twice
     * that of its MAX_IMAGE_PIXELS, which is the same number.
     */
    static final int MOST_PIXELS = 178_956_970;

    ImageHead {
        notes = List.copyOf(notes);
        if (width < 1 || height < 1) {
            throw new BrokenException(
                    "has a size of %d x %d pixels in its header. Fetch it again".formatted(width, height));
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new BrokenException(
                    "has %d x %d pixels, which are more than the %,d that are decoded. Make it smaller"
                            .formatted(width, height, MOST_PIXELS));
        }
    }

    /** A plain image of bytes. */
    ImageHead(int width, int height, int orientation, List<String> notes) {
        this(width, height, orientation, new int[0], 255, notes);
    }

    /** Whether a profile is of sRGB, as nearly all are: its description has the word. */
    static boolean isSrgb(byte[] profile) {
        String text = new String(profile, StandardCharsets.ISO_8859_1);
        // Descriptions of version 4 are in UTF-16.
        return text.contains("sRGB") || text.contains("s\0R\0G\0B");
    }
}
