package org.osnas.api.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** What the readers of {@link Settings} declared by reading, in that order. */
final class Declarations {

    /** By key: what counts where nothing is given, by the number of trials. */
    private final Map<String, IntFunction<Optional<Object>>> defaults = new LinkedHashMap<>();

    /** By key: what it may be; keys that were only asked for have none. */
    private final Map<String, String> ranges = new HashMap<>();

    private final Map<String, Settings> sections = new HashMap<>();

    /** A key that somebody knows, perhaps without a default. */
    void key(String key) {
        defaults.putIfAbsent(key, trials -> Optional.empty());
    }

    /** In words, what a key may be. */
    void range(String key, String range) {
        ranges.put(key, range);
    }

    void setting(String key, String range, IntFunction<Optional<Object>> byDefault) {
        ranges.put(key, range);
        defaults.put(key, byDefault);
    }

    void section(String key, Settings section) {
        sections.put(key, section);
    }

    Set<String> keys() {
        return defaults.keySet();
    }

    /**
     * As {@link Settings#resolved}.
     *
     * @param values that were given
     */
    Map<String, Object> resolved(Map<String, Object> values, int trials) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        defaults.forEach((key, byDefault) -> {
            Optional<Object> section =
                    Optional.ofNullable(sections.get(key)).map(settings -> settings.resolved(trials));
            section.or(() -> Optional.ofNullable(values.get(key)))
                    .or(() -> byDefault.apply(trials))
                    .ifPresent(value -> resolved.put(key, value));
        });
        return resolved;
    }

    /** As {@link Settings#known}. */
    List<Setting> known(int trials) {
        List<Setting> known = new ArrayList<>();
        defaults.forEach((key, byDefault) -> {
            var range = ranges.get(key);
            if (range == null) {
                // One that was only asked for, to refuse it with the reason, is none.
                return;
            }
            Optional<Object> value = byDefault.apply(trials);
            boolean byTrials = !value.equals(byDefault.apply(10 * trials + 1));
            List<Setting> section =
                    sections.containsKey(key) ? sections.get(key).known(trials) : List.of();
            known.add(new Setting(key, range, value, byTrials, section));
        });
        return known;
    }
}
