package org.osnas.text;

/** A number that stands in a text, taken strictly. */
public final class TextNumber {

    private TextNumber() {}

    /**
     * The number that a text stands for: digits with a decimal point and an exponent perhaps, and perhaps its unit. Neither
     * {@code 0x1p3} nor {@code 5d}, which Java's own reader takes, nor one too large or too small for 64 bits.
     *
     * @param place where it stands, for messages
     * @param unit that may stand behind it, or empty for none
     * @throws org.osnas.api.spi.BadInputException if it is no finite number
     */
    public static double parse(String place, String text, String unit) {
        return CsvNumbers.POINT.read(place, text.strip(), unit);
    }
}
