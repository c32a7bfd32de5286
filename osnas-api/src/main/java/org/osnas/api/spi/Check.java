package org.osnas.api.spi;

import org.jspecify.annotations.Nullable;

/** Argument checks whose messages name the argument, the value given and what is allowed. */
public final class Check {

    private Check() {}

    public static int atLeast(String name, int value, int min) {
        that(value >= min, "%s must be at least %d, got %d", name, min, value);
        return value;
    }

    public static int between(String name, int value, int min, int max) {
        that(value >= min && value <= max, "%s must be between %d and %d, got %d", name, min, max, value);
        return value;
    }

    public static double between(String name, double value, double min, double max) {
        that(value >= min && value <= max, "%s must be between %s and %s, got %s", name, min, max, value);
        return value;
    }

    public static double probability(String name, double value) {
        return between(name, value, 0, 1);
    }

    public static double positive(String name, double value) {
        that(value > 0 && Double.isFinite(value), "%s must be a positive number, got %s", name, value);
        return value;
    }

    public static int oddKernel(int kernel) {
        that(kernel >= 1 && kernel % 2 == 1, "kernel must be odd and positive, got %d", kernel);
        that(kernel < 1024, "kernel must be less than 1024, got %d", kernel);
        return kernel;
    }

    /**
     * A value that a map gave for a key that a person may have named wrongly.
     *
     * @return the value
     * @throws BadInputException with the formatted message if there is none
     */
    public static <T> T present(@Nullable T value, String format, Object... args) {
        if (value == null) {
            throw new BadInputException(String.format(java.util.Locale.ROOT, format, args));
        }
        return value;
    }

    /** Throws {@link BadInputException} with the formatted message unless {@code condition} holds. */
    public static void that(boolean condition, String format, Object... args) {
        if (!condition) {
            throw new BadInputException(String.format(java.util.Locale.ROOT, format, args));
        }
    }
}
