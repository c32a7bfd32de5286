package org.osnas.core.config;

import java.util.Map;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;

/**
 * Which data.
 *
 * @param batch examples in a training batch
 */
record DataSection(ComponentRef component, int batch) {

    static DataSection read(Settings root) {
        Settings section = Components.section(root, "data");
        ComponentRef component = Components.ref(section, "data", "fashion-mnist-subset");
        int batch = section.integer("batch", 64, 2, 65_536);
        section.rejectUnknown();
        return new DataSection(component, batch);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = component.toMap();
        map.put("batch", batch);
        return map;
    }
}
