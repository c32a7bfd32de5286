package org.osnas.core.config;

import java.util.Map;
import org.osnas.api.search.SearchContext;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;

/**
 * Which data.
 *
 * @param batch examples in a training batch
 */
record DataSection(ComponentRef component, int batch) {

    static DataSection read(Settings root) {
        Settings section = Components.section(root, "data");
        ComponentRef component = Components.ref(section, "data", "fashion-mnist-subset");
        int batch = section.about("examples in a training batch").integer("batch", 64, 2, 65_536);
        section.rejectUnknown();
        return new DataSection(component, batch);
    }

    /** The same with the defaults of its settings; opens the data to learn them. */
    DataSection withDefaults(Registry registry) {
        return new DataSection(registry.withDefaults(Kind.DATAFLOW, component, SearchContext.DEFAULT_TRIALS), batch);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = component.toMap();
        map.put("batch", batch);
        return map;
    }
}
