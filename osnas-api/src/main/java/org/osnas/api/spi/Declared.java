package org.osnas.api.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What a reader of settings declared by reading: keys with their defaults, what they may be, and what they do. */
final class Declared {

    /** A key that was read. Where nothing is said of what it may be, it was only asked for, to refuse it with a reason. */
    private static final class Entry {
        private IntFunction<Optional<Object>> byDefault = trials -> Optional.empty();
        private @Nullable Allowed allowed;
        private @Nullable Settings section;
        private String about = "";
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Entry entry(String key) {
        return entries.computeIfAbsent(key, k -> new Entry());
    }

    void asked(String key) {
        entry(key);
    }

    /** What a key may be. The first word counts: who takes several kinds says so, and then reads the one that it finds. */
    void allowed(String key, Allowed allowed) {
        Entry entry = entry(key);
        entry.allowed = entry.allowed == null ? allowed : entry.allowed;
    }

    void byDefault(String key, IntFunction<Optional<Object>> byDefault) {
        entry(key).byDefault = byDefault;
    }

    void section(String key, Settings section) {
        entry(key).section = section;
    }

    void about(String key, String line) {
        if (!line.isEmpty()) {
            entry(key).about = line;
        }
    }

    Set<String> keys() {
        return entries.keySet();
    }

    Map<String, Object> resolved(Map<String, Object> values, int trials) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        entries.forEach((key, entry) -> Optional.ofNullable(entry.section)
                .<Object>map(settings -> settings.resolved(trials))
                .or(() -> Optional.ofNullable(values.get(key)))
                .or(() -> entry.byDefault.apply(trials))
                .ifPresent(value -> resolved.put(key, value)));
        return resolved;
    }

    List<Setting> known(int trials) {
        List<Setting> known = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (entry.allowed != null) {
                Optional<Object> value = entry.byDefault.apply(trials);
                known.add(new Setting(
                        key,
                        entry.about,
                        entry.allowed,
                        value,
                        !value.equals(entry.byDefault.apply(10 * trials + 1)),
                        entry.section == null ? List.of() : entry.section.known(trials)));
            }
        });
        return known;
    }
}
