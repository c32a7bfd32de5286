package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;

/** Reads a component's name and settings: {@code random}, or {@code {name: random, settings: {…}}}. */
final class Components {

    private Components() {}

    /** A component that stands alone under a key. */
    static ComponentRef read(Settings parent, String key, String defaultName) {
        Settings section = section(parent, key);
        ComponentRef ref = ref(section, parent.at(key), defaultName);
        section.rejectUnknown();
        return ref;
    }

    /** The section of a component that has keys of its own beside name and settings. */
    static Settings section(Settings parent, String key) {
        return parent.value(key).orElse(null) instanceof String name
                ? Settings.of(parent.at(key), Map.of("name", name))
                : parent.section(key);
    }

    static ComponentRef ref(Settings section, String path, String defaultName) {
        String name = section.about("of the component").text("name", defaultName);
        Settings settings = section.about("of the component").section("settings");
        Map<String, Object> values = new LinkedHashMap<>();
        settings.keys().forEach(key -> settings.value(key).ifPresent(value -> values.put(key, value)));
        return new ComponentRef(path, name, values);
    }
}
