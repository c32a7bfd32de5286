package org.osnas.core.registry;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osnas.api.spi.Settings;

/**
 * A component as a configuration names it.
 *
 * @param path where it stands, for messages: {@code search.strategy}
 * @param settings what the component will read; values as YAML gives them
 */
public record ComponentRef(String path, String name, Map<String, Object> settings) {

    public ComponentRef {
        settings = ImmutableMap.copyOf(settings);
    }

    public static ComponentRef of(String path, String name) {
        return new ComponentRef(path, name, Map.of());
    }

    /** Fresh settings for the component's provider to read. */
    public Settings read() {
        return Settings.of(path + ".settings", settings);
    }

    /** The same component with other settings. */
    public ComponentRef with(Map<String, Object> others) {
        return new ComponentRef(path, name, others);
    }

    /** The form in a configuration file: {@code {name: …, settings: {…}}}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("settings", settings);
        return map;
    }
}
