package org.osnas.api.task;

/** What the numbers of an example are before they are normalised. */
public enum Pixels {
    /** Numbers as they are: of a vector, or of an image on a scale of its own. */
    VALUES(1),
    /** Bytes of the brightness of an image; an input of several channels has it in each of them. */
    GREY(255),
    /** Bytes of red, green and blue, in this order. */
    RGB(255),
    /** Bytes of any other channels. */
    BYTES(255);

    private final int unit;

    Pixels(int unit) {
        this.unit = unit;
    }

    /** What numbers are divided by before {@link Normalization}, whose statistics are on that scale. */
    public int unit() {
        return unit;
    }

    /** The kind of an image of bytes, by its number of channels. */
    public static Pixels ofBytes(int channels) {
        return switch (channels) {
            case 1 -> GREY;
            case 3 -> RGB;
            default -> BYTES;
        };
    }
}
