package org.osnas.api.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

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
    private final Declarations declared = new Declarations();

    private Settings(String path, Map<String, Object> values) {
        this.path = path;
        this.values = new LinkedHashMap<>(values);
    }

    /**
     * @param path where the settings stand, for messages: {@code search.settings}; empty at the top of a file
     */
    public static Settings of(String path, Map<String, Object> values) {
        return new Settings(path, values);
    }

    public static Settings empty() {
        return of("settings", Map.of());
    }

    /** A whole number within {@code [min, max]}. */
    public int integer(String key, int defaultValue, int min, int max) {
        return (int) wholeNumber(key, defaultValue, min, max);
    }

    /**
     * A whole number within {@code [min, max]} whose default depends on the number of trials of the search, which is not
     * known here: absent if it is not given.
     */
    public OptionalInt integer(String key, IntUnaryOperator byTrials, int min, int max) {
        if (has(key)) {
            return OptionalInt.of(integer(key, 0, min, max));
        }
        declared.setting(key, wholeNumbers(min, max), trials -> Optional.of(byTrials.applyAsInt(trials)));
        return OptionalInt.empty();
    }

    /** A whole number of 64 bits within {@code [min, max]}. */
    public long wholeNumber(String key, long defaultValue, long min, long max) {
        String expected = wholeNumbers(min, max);
        Object byDefault = Integer.MIN_VALUE <= defaultValue && defaultValue <= Integer.MAX_VALUE
                ? (Object) (int) defaultValue
                : (Object) defaultValue;
        Object value = read(key, byDefault, expected);
        // What people write as 1e6 is a whole number too.
        if (value instanceof Double given && WholeNumbers.exact(given)) {
            value = Math.abs(given) <= Integer.MAX_VALUE ? (Object) given.intValue() : (Object) given.longValue();
            values.put(key, value);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            long number = ((Number) value).longValue();
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw wrong(key, value, expected);
    }

    private static String wholeNumbers(long min, long max) {
        return "a whole number from " + min + " to " + max;
    }

    /** A number within {@code [min, max]}. */
    public double number(String key, double defaultValue, double min, double max) {
        String expected = "a number from " + min + " to " + max;
        Object value = read(key, defaultValue, expected);
        if (value instanceof Number number) {
            double d = number.doubleValue();
            if (d >= min && d <= max) {
                return d;
            }
        }
        throw wrong(key, value, expected);
    }

    public boolean flag(String key, boolean defaultValue) {
        String expected = "true or false";
        Object value = read(key, defaultValue, expected);
        if (value instanceof Boolean b) {
            return b;
        }
        throw wrong(key, value, expected);
    }

    /** One of the allowed words. */
    public String choice(String key, String defaultValue, List<String> words) {
        String expected = "one of " + String.join(", ", words);
        Object value = read(key, defaultValue, expected);
        if (value instanceof String s && words.contains(s)) {
            return s;
        }
        throw wrong(key, value, expected);
    }

    public String text(String key, String defaultValue) {
        String expected = "text";
        Object value = read(key, defaultValue, expected);
        if (value instanceof String s) {
            return s;
        }
        throw wrong(key, value, expected);
    }

    public Optional<String> text(String key) {
        if (has(key)) {
            return Optional.of(text(key, ""));
        }
        declared.range(key, "text");
        return Optional.empty();
    }

    /** Whether the key was given a value; the key becomes known. */
    public boolean has(String key) {
        return value(key).isPresent();
    }

    /** The value as it was given, for keys that take several types. */
    public Optional<Object> value(String key) {
        declared.key(key);
        return Optional.ofNullable(values.get(key));
    }

    /**
     * As {@link #value(String)}.
     *
     * @param expected what the value may be, in words
     */
    public Optional<Object> value(String key, String expected) {
        declared.range(key, expected);
        return value(key);
    }

    /** Settings that stand under a key; empty settings if it is not given. */
    public Settings section(String key) {
        Object value = read(key, Map.of(), "a section of keys and values");
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(String.valueOf(k), v));
            Settings section = of(at(key), copy);
            declared.section(key, section);
            return section;
        }
        throw wrong(key, value, "a section of keys and values");
    }

    /** All keys that were given; they become known. For sections whose keys are names, such as metrics. */
    public List<String> keys() {
        values.keySet().forEach(this::has);
        return List.copyOf(values.keySet());
    }

    /**
     * All settings that were read, in the order of reading: what was given, and the defaults of the rest, those of sections
     * too. A setting that has no default and was not given is not among them.
     *
     * @param trials of the search, on which some defaults depend
     */
    public Map<String, Object> resolved(int trials) {
        return declared.resolved(values, trials);
    }

    /**
     * All settings that were read, in the order of reading, as their reader declared them.
     *
     * @param trials of the search, on which some defaults depend
     */
    public List<Setting> known(int trials) {
        return declared.known(trials);
    }

    /** The error for a value that a reader of {@link #value} cannot use. */
    public BadInputException wrong(String key, Object value, String expected) {
        return new BadInputException("%s must be %s, got '%s'".formatted(at(key), expected, value));
    }

    /** Full path of a key: {@code search.settings.population}. */
    public String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** A list of numbers. */
    public List<Double> numbers(String key, List<Double> defaultValue) {
        Object value = read(key, defaultValue, "a list of numbers");
        List<Double> result = new ArrayList<>();
        if (value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            list.forEach(v -> result.add(((Number) v).doubleValue()));
            return result;
        }
        throw wrong(key, value, "a list of numbers");
    }

    /** A list of texts. */
    public List<String> texts(String key, List<String> defaultValue) {
        Object value = read(key, defaultValue, "a list of texts");
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong(key, value, "a list of texts");
    }

    /**
     * Refuses what was given but never read.
     *
     * @throws UnknownNameException naming the unknown keys and the known ones
     */
    public void rejectUnknown() {
        TreeSet<String> known = new TreeSet<>(declared.keys());
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            String what = "Unknown key%s %s%s"
                    .formatted(
                            unknown.size() == 1 ? "" : "s",
                            String.join(", ", unknown),
                            path.isEmpty() ? "" : " in " + path);
            throw new UnknownNameException(what, unknown.first(), known);
        }
    }

    private Object read(String key, Object defaultValue, String expected) {
        declared.setting(key, expected, trials -> Optional.of(defaultValue));
        return value(key).orElse(defaultValue);
    }
}
