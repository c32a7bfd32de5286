package org.osnas.images.internal;

import java.util.List;

/**
 * A decoded image as people see it: upright, in bytes, on a background.
 *
 * @param channels 1 (grey) or 3
 * @param pixels {@code [height, width, channels]}, red first
 * @param notes what a person should know, in words that follow a number of images
 */
public record Picture(int width, int height, int channels, byte[] pixels, List<String> notes) {

    /** What transparent parts stand on, in every channel: white. */
    static final int BACKGROUND = 255;

    static final String TRANSPARENT = "[image has|images have] transparent parts, which are put on white";
    static final String TURNED =
            "[image is turned or mirrored as its|images are turned or mirrored as their] orientation in EXIF says";

    public Picture {
        notes = List.copyOf(notes);
    }

    /** A value of a pixel, 0 to 255. */
    public int value(int y, int x, int channel) {
        return pixels[(y * width + x) * channels + channel] & 0xff;
    }

    /** The pixels that stand at other places when an image is turned and mirrored as its orientation says. */
    static byte[] upright(byte[] pixels, int width, int height, int channels, int orientation) {
        byte[] turned = new byte[pixels.length];
        boolean sideways = orientation >= 5;
        int across = sideways ? height : width;
        int down = sideways ? width : height;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                // Where row and column 0 of the file are, by table 6 of EXIF.
                int row =
                        switch (orientation) {
                            case 3, 4 -> height - 1 - y;
                            case 5, 8 -> x;
                            case 6, 7 -> height - 1 - x;
                            default -> y;
                        };
                int column =
                        switch (orientation) {
                            case 2, 3 -> width - 1 - x;
                            case 5, 6 -> y;
                            case 7, 8 -> width - 1 - y;
                            default -> x;
                        };
                System.arraycopy(
                        pixels, (row * width + column) * channels, turned, (y * across + x) * channels, channels);
            }
        }
        return turned;
    }
}
