package org.osnas.core.registry;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osnas.api.spi.Settings;
import org.osnas.yaml.Yaml;

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

    /**
     * A component as one writes it on a line: {@code random}, or <code>{name: random, settings: {…}}</code>.
     *
     * @throws org.osnas.api.spi.BadInputException if it is neither
     */
    public static ComponentRef parse(String path, String text) {
        if (!text.strip().startsWith("{")) {
            return of(path, text.strip());
        }
        Settings read = Settings.of(path, Yaml.readMap(path, text));
        String name = read.text("name", "");
        Map<String, Object> settings = new LinkedHashMap<>();
        Settings section = read.section("settings");
        section.keys().forEach(key -> section.value(key).ifPresent(value -> settings.put(key, value)));
        read.rejectUnknown();
        return new ComponentRef(path, name, settings);
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
