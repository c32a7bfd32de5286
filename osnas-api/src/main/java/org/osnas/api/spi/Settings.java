package org.osnas.api.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The settings of one component, read strictly: every key that is read becomes known, and {@link #rejectUnknown()}
 * refuses the keys that nobody read. Values are what YAML gives: strings, numbers, booleans, lists, maps.
 *
 * <pre>{@code
 * int population = settings.integer("population", 50, 2, 100_000);
 * }</pre>
 */
public final class Settings {

    private final String path;
    private final Map<String, Object> values;
    private final TreeSet<String> known = new TreeSet<>();

    private Settings(String path, Map<String, Object> values) {
        this.path = path;
        this.values = new LinkedHashMap<>(values);
    }

    /**
     * @param path where the settings stand, for messages: {@code search.settings}
     */
    public static Settings of(String path, Map<String, Object> values) {
        return new Settings(path, values);
    }

    public static Settings empty() {
        return of("settings", Map.of());
    }

    /** A whole number within {@code [min, max]}. */
    public int integer(String key, int defaultValue, int min, int max) {
        Object value = read(key, defaultValue);
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            long number = ((Number) value).longValue();
            if (number >= min && number <= max) {
                return (int) number;
            }
        }
        throw wrong(key, value, "a whole number from " + min + " to " + max);
    }

    /** A number within {@code [min, max]}. */
    public double number(String key, double defaultValue, double min, double max) {
        Object value = read(key, defaultValue);
        if (value instanceof Number number) {
            double d = number.doubleValue();
            if (d >= min && d <= max) {
                return d;
            }
        }
        throw wrong(key, value, "a number from " + min + " to " + max);
    }

    public boolean flag(String key, boolean defaultValue) {
        Object value = read(key, defaultValue);
        if (value instanceof Boolean b) {
            return b;
        }
        throw wrong(key, value, "true or false");
    }

    /** One of the allowed words. */
    public String choice(String key, String defaultValue, List<String> allowed) {
        Object value = read(key, defaultValue);
        if (value instanceof String s && allowed.contains(s)) {
            return s;
        }
        throw wrong(key, value, "one of " + String.join(", ", allowed));
    }

    public String text(String key, String defaultValue) {
        Object value = read(key, defaultValue);
        if (value instanceof String s) {
            return s;
        }
        throw wrong(key, value, "text");
    }

    public Optional<String> text(String key) {
        known.add(key);
        return values.containsKey(key) ? Optional.of(text(key, "")) : Optional.empty();
    }

    /** A list of numbers. */
    public List<Double> numbers(String key, List<Double> defaultValue) {
        Object value = read(key, defaultValue);
        List<Double> result = new ArrayList<>();
        if (value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            list.forEach(v -> result.add(((Number) v).doubleValue()));
            return result;
        }
        throw wrong(key, value, "a list of numbers");
    }

    /**
     * Refuses what was given but never read.
     *
     * @throws BadInputException naming the unknown keys and the known ones
     */
    public void rejectUnknown() {
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new BadInputException("Unknown key%s %s in %s. Known: %s"
                    .formatted(
                            unknown.size() == 1 ? "" : "s",
                            String.join(", ", unknown),
                            path,
                            known.isEmpty() ? "none" : String.join(", ", known)));
        }
    }

    private Object read(String key, Object defaultValue) {
        known.add(key);
        Object value = values.get(key);
        return value == null ? defaultValue : value;
    }

    private BadInputException wrong(String key, Object value, String expected) {
        return new BadInputException("%s.%s must be %s, got '%s'".formatted(path, key, expected, value));
    }
}
