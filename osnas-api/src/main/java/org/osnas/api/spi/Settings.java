package org.osnas.api.spi;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
    private final Declared declared;
    private final String about;

    private Settings(String path, Map<String, Object> values, Declared declared, String about) {
        this.path = path;
        this.values = values;
        this.declared = declared;
        this.about = about;
    }

    /**
     * @param path where the settings stand, for messages: {@code search.settings}; empty at the top of a file
     */
    public static Settings of(String path, Map<String, Object> values) {
        return new Settings(path, new LinkedHashMap<>(values), new Declared(), "");
    }

    public static Settings empty() {
        return of("settings", Map.of());
    }

    /**
     * The same settings, with what the setting that is read from it does: for lists, pages and editors.
     *
     * <pre>{@code
     * int population = settings.about("architectures in a generation").integer("population", 50, 2, 100_000);
     * }</pre>
     *
     * @param line a few words, without a full stop
     */
    public Settings about(String line) {
        return new Settings(path, values, declared, line);
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
        declare(key, new Allowed.WholeNumber(min, max));
        declared.byDefault(key, trials -> Optional.of(byTrials.applyAsInt(trials)));
        return OptionalInt.empty();
    }

    /** A whole number of 64 bits within {@code [min, max]}. */
    public long wholeNumber(String key, long defaultValue, long min, long max) {
        Allowed expected = new Allowed.WholeNumber(min, max);
        Object byDefault = Integer.MIN_VALUE <= defaultValue && defaultValue <= Integer.MAX_VALUE
                ? (Object) (int) defaultValue
                : (Object) defaultValue;
        return whole(key, read(key, byDefault, expected), min, max, expected);
    }

    /** A whole number within {@code [min, max]}; absent if it is not given. */
    public OptionalInt integer(String key, int min, int max) {
        Allowed expected = new Allowed.WholeNumber(min, max);
        Optional<Object> given = value(key, expected);
        return given.isPresent()
                ? OptionalInt.of((int) whole(key, given.get(), min, max, expected))
                : OptionalInt.empty();
    }

    private long whole(String key, Object found, long min, long max, Allowed expected) {
        Object value = found;
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

    /** A number within {@code [min, max]}. */
    public double number(String key, double defaultValue, double min, double max) {
        Allowed expected = new Allowed.Decimal(min, max);
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
        Allowed expected = new Allowed.Flag();
        Object value = read(key, defaultValue, expected);
        if (value instanceof Boolean b) {
            return b;
        }
        throw wrong(key, value, expected);
    }

    /** One of the allowed words. */
    public String choice(String key, String defaultValue, List<String> words) {
        Allowed expected = new Allowed.Choice(words);
        Object value = read(key, defaultValue, expected);
        if (value instanceof String s && words.contains(s)) {
            return s;
        }
        throw wrong(key, value, expected);
    }

    public String text(String key, String defaultValue) {
        Allowed expected = new Allowed.Text();
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
        declare(key, new Allowed.Text());
        return Optional.empty();
    }

    /**
     * A file or a folder; absent if it is not given. In a configuration it is relative to the file.
     *
     * @throws BadInputException also for what is no path
     */
    public Optional<Path> path(String key) {
        Allowed expected = new Allowed.File();
        declare(key, expected);
        Optional<Object> given = value(key);
        try {
            if (given.isEmpty() || given.get() instanceof String) {
                return given.map(text -> Path.of((String) text));
            }
        } catch (InvalidPathException e) {
            throw new BadInputException("%s '%s' is not a path: %s".formatted(at(key), given.get(), e.getReason()), e);
        }
        throw wrong(key, given.get(), expected.words());
    }

    /** Whether the key was given a value; the key becomes known. */
    public boolean has(String key) {
        return value(key).isPresent();
    }

    /** The value as it was given, for keys that take several types. */
    public Optional<Object> value(String key) {
        declared.asked(key);
        declared.about(key, about);
        return Optional.ofNullable(values.get(key));
    }

    /**
     * As {@link #value(String)}.
     *
     * @param allowed what the value may be
     */
    public Optional<Object> value(String key, Allowed allowed) {
        declare(key, allowed);
        return value(key);
    }

    /** Settings that stand under a key; empty settings if it is not given. */
    public Settings section(String key) {
        Object value = read(key, Map.of(), new Allowed.Section());
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(String.valueOf(k), v));
            Settings section = of(at(key), copy);
            declared.section(key, section);
            return section;
        }
        throw wrong(key, value, new Allowed.Section());
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

    private BadInputException wrong(String key, Object value, Allowed expected) {
        return wrong(key, value, expected.words());
    }

    private void declare(String key, Allowed allowed) {
        declared.allowed(key, allowed);
        declared.about(key, about);
    }

    /** Full path of a key: {@code search.settings.population}. */
    public String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** A list of numbers. */
    public List<Double> numbers(String key, List<Double> defaultValue) {
        Allowed expected = new Allowed.Items(new Allowed.Decimal(-Double.MAX_VALUE, Double.MAX_VALUE));
        Object value = read(key, defaultValue, expected);
        List<Double> result = new ArrayList<>();
        if (value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            list.forEach(v -> result.add(((Number) v).doubleValue()));
            return result;
        }
        throw wrong(key, value, expected);
    }

    /** A list of texts. */
    public List<String> texts(String key, List<String> defaultValue) {
        Allowed expected = new Allowed.Items(new Allowed.Text());
        Object value = read(key, defaultValue, expected);
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong(key, value, expected);
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

    private Object read(String key, Object defaultValue, Allowed expected) {
        declare(key, expected);
        declared.byDefault(key, trials -> Optional.of(defaultValue));
        return value(key).orElse(defaultValue);
    }
}
