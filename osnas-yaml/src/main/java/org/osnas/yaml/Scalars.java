package org.osnas.yaml;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What plain words stand for, by the core schema of YAML 1.2 (section 10.3.2, https://yaml.org/spec/1.2.2/). */
final class Scalars {

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
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
        if (INTEGER.matcher(text).matches()) {
            BigInteger value = new BigInteger(text);
            if (value.bitLength() < Integer.SIZE) {
                return value.intValue();
            }
            return value.bitLength() < Long.SIZE ? (Object) value.longValue() : (Object) value.doubleValue();
        }
        return FLOAT.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
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
