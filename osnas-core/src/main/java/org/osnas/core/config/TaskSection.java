package org.osnas.core.config;

import java.util.Map;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;

/** Which task, and the loss it trains with. */
public record TaskSection(ComponentRef component, ComponentRef criterion) {

    static TaskSection read(Settings root) {
        Settings section = Components.section(root, "task");
        ComponentRef component = Components.ref(section, "task", "image-classification");
        ComponentRef criterion = Components.read(section, "criterion", "label-smoothing-cross-entropy");
        section.rejectUnknown();
        return new TaskSection(component, criterion);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = component.toMap();
        map.put("criterion", criterion.toMap());
        return map;
    }
}
