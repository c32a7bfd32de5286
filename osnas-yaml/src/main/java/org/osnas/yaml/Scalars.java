package org.osnas.yaml;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osnas.api.spi.BadInputException;

/**
 * What plain words stand for, by the core schema of YAML 1.2 (section 10.3.2, https://yaml.org/spec/1.2.2/). What people
 * write for one number and some reader takes for another is refused; a number beyond 64 bits stays a word, so that no
 * setting takes it.
 */
final class Scalars {

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    /** Eight to a reader of YAML 1.1, ten to one of 1.2. */
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");

    /** Spaces other than the usual one, and what has no width at all. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Zs}\\p{Cf}&&[^ ]]");

    private static final Pattern QUOTED = Pattern.compile("[\u00ab\u2018\u2019\u201a\u201c\u201d\u201e].*");

    private static final Pattern NOT_ZERO = Pattern.compile("[^eE]*[1-9].*");
    private static final int MOST_DIGITS = 400;

    private Scalars() {}

    /** A number, a boolean, the text itself, or null for nothing. */
    static @Nullable Object value(String text) {
        switch (text) {
            case "", "~", "null", "Null", "NULL":
                return null;
            case "true", "True", "TRUE":
                return true;
            case "false", "False", "FALSE":
                return false;
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "Infinity": // the last stands in older files
                return Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF", "-Infinity":
                return Double.NEGATIVE_INFINITY;
            case ".nan", ".NaN", ".NAN":
                return Double.NaN;
            default:
                return text.length() > MOST_DIGITS ? text : number(text);
        }
    }

    private static Object number(String text) {
        if (OCTAL.matcher(text).matches()) {
            throw new BadInputException(
                    "'%s' is an octal number for some readers of YAML and a decimal one for others. Write it without the first 0, or in quotes if it is a word"
                            .formatted(text));
        }
        if (INTEGER.matcher(text).matches()) {
            BigInteger value = new BigInteger(text);
            if (value.bitLength() < Integer.SIZE) {
                return value.intValue();
            }
            return value.bitLength() < Long.SIZE ? (Object) value.longValue() : (Object) value.doubleValue();
        }
        if (!FLOAT.matcher(text).matches()) {
            return text;
        }
        double value = Double.parseDouble(text);
        boolean lost = value == 0 && NOT_ZERO.matcher(text).matches();
        return Double.isInfinite(value) || lost ? text : (Object) value;
    }

    /** What is wrong with a plain word that was copied from a page, if anything is. */
    static Optional<String> copied(String text) {
        Matcher invisible = INVISIBLE.matcher(text);
        if (invisible.find()) {
            return Optional.of(
                    "'%s' holds an invisible character, U+%04X, as text from pages of the web does. Type the line anew, or put the word in quotes if it is meant"
                            .formatted(text, invisible.group().codePointAt(0)));
        }
        return QUOTED.matcher(text).matches()
                ? Optional.of("%s begins with a printed quote. Write ' or \"".formatted(text))
                : Optional.empty();
    }

    /** Whether a plain word would be read as this text. */
    static boolean isWord(String text) {
        return !OCTAL.matcher(text).matches() && copied(text).isEmpty() && text.equals(value(text));
    }

    /** How a number is written so that it is read as the same. */
    static String text(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value)) {
                return ".nan";
            }
            if (Double.isInfinite(value)) {
                return value > 0 ? ".inf" : "-.inf";
            }
        }
        return number.toString();
    }
}
