package org.osnas.spaces.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;

/** Reads what {@link Settings} alone does not: lists of sections, and keys that must be there. */
final class Items {

    private Items() {}

    /** The items of a list of blocks or layers; a bare word stands for {@code {block: word}}. */
    static List<Settings> of(Settings parent, String key) {
        Object value = parent.value(key).orElse(List.of());
        if (!(value instanceof List<?> list)) {
            throw parent.wrong(key, value, "a list");
        }
        List<Settings> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String at = parent.at(key) + "[" + i + "]";
            if (list.get(i) instanceof Map<?, ?> map) {
                Map<String, Object> values = new LinkedHashMap<>();
                map.forEach((k, v) -> values.put(String.valueOf(k), v));
                items.add(Settings.of(at, values));
            } else if (list.get(i) instanceof String word) {
                items.add(Settings.of(at, Map.of("block", word)));
            } else {
                throw new BadInputException(
                        at + " must be a block or a map of keys and values, got '" + list.get(i) + "'");
            }
        }
        return items;
    }

    static int required(Settings item, String key, int min, int max) {
        return item.integer(key, min, max)
                .orElseThrow(() -> new BadInputException(item.at(key) + " is missing: a whole number from " + min
                        + " to " + max + ". Given: " + String.join(", ", item.keys())));
    }
}
