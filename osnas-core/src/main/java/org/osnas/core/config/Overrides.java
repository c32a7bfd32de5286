package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osnas.api.spi.BadInputException;
import org.osnas.yaml.Yaml;

/** Puts {@code search.trials=50} over the values of a configuration file. */
public final class Overrides {

    /** A value outside of quotes with a remark, which in one line nobody means. */
    private static final Pattern REMARK = Pattern.compile("^#|^[^'\"\\[{].*\\s#");

    private Overrides() {}

    /** The values that {@code KEY=VALUE} words stand for, sections as nested maps. */
    public static Map<String, Object> parse(List<String> overrides) {
        return apply(Map.of(), overrides);
    }

    /** A copy of the values with all overrides applied in order; the values after {@code =} are read as YAML. */
    static Map<String, Object> apply(Map<String, Object> values, List<String> overrides) {
        Map<String, Object> result = deepCopy(values);
        for (String override : overrides) {
            int equals = override.indexOf('=');
            String path = equals < 0 ? "" : override.substring(0, equals).trim();
            if (path.isEmpty() || List.of(path.split("\\.", -1)).contains("")) {
                throw new MalformedException(override, "'" + override + "' is not KEY=VALUE, such as search.trials=50");
            }
            put(result, path, value(override, equals));
        }
        return result;
    }

    /** A copy of the values with others put at their paths, such as {@code supernet.steps}. */
    static Map<String, Object> with(Map<String, Object> values, Map<String, Object> others) {
        Map<String, Object> result = deepCopy(values);
        others.forEach((path, value) -> put(result, path, Optional.of(value)));
        return result;
    }

    private static Optional<Object> value(String override, int equals) {
        String text = override.substring(equals + 1).strip();
        if (REMARK.matcher(text).find()) {
            throw new MalformedException(
                    override, "'" + override + "': what follows # would be a remark. Put the value in quotes");
        }
        try {
            return Yaml.read(text);
        } catch (BadInputException e) {
            throw new MalformedException(override, override + ": " + e.getMessage());
        }
    }

    private static void put(Map<String, Object> root, String path, Optional<Object> value) {
        String[] keys = path.split("\\.");
        Map<String, Object> map = root;
        for (int i = 0; i < keys.length - 1; i++) {
            map = section(map, keys[i]);
        }
        String last = keys[keys.length - 1];
        if (value.isEmpty()) {
            map.remove(last);
        } else {
            map.put(last, value.get());
        }
    }

    // A bare name, "strategy: random", may get settings: it becomes {name: random, settings: {…}}.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> map, String key) {
        Object child = map.get(key);
        if (child instanceof Map<?, ?>) {
            return (Map<String, Object>) child;
        }
        Map<String, Object> section = new LinkedHashMap<>();
        if (child instanceof String name) {
            section.put("name", name);
        }
        map.put(key, section);
        return section;
    }

    private static Map<String, Object> deepCopy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, value instanceof Map<?, ?> m ? deepCopy(m) : value));
        return copy;
    }

    /** A word that is to override a value of a configuration cannot be read. */
    public static final class MalformedException extends BadInputException {
        private static final long serialVersionUID = 1L;

        private final String override;

        MalformedException(String override, String problem) {
            super(problem);
            this.override = override;
        }

        /** As it was given. */
        public String override() {
            return override;
        }
    }
}
