package org.osnas.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.Allowed;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;

/** Reads a component's name and settings: {@code random}, or {@code {name: random, settings: {…}}}. */
final class Components {

    private static final Allowed LIST = new Allowed.Other("a list of names, or of {name: …, settings: {…}}");

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

    /** A list of components, each a name or a section with name and settings. */
    static List<ComponentRef> list(Settings parent, String key) {
        Object value = parent.value(key, LIST).orElse(List.of());
        if (!(value instanceof List<?> items)) {
            throw parent.wrong(key, value, LIST.words());
        }
        List<ComponentRef> refs = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String at = key + "[" + i + "]";
            ComponentRef ref = read(Settings.of("", Map.of(at, items.get(i))), at, "");
            Check.that(!ref.name().isEmpty(), "%s needs a name", at);
            refs.add(ref);
        }
        return refs;
    }

    static ComponentRef ref(Settings section, String path, String defaultName) {
        String name = section.about("of the component").text("name", defaultName);
        Settings settings = section.about("of the component").section("settings");
        Map<String, Object> values = new LinkedHashMap<>();
        settings.keys().forEach(key -> settings.value(key).ifPresent(value -> values.put(key, value)));
        return new ComponentRef(path, name, values);
    }
}
