package org.osnas.core.config;

import java.util.Map;
import java.util.Optional;
import org.osnas.api.search.SearchContext;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;

/**
 * Which task, and the loss it trains with.
 *
 * @param criterion empty for the one that the task names
 */
record TaskSection(ComponentRef component, Optional<ComponentRef> criterion) {

    static TaskSection read(Settings root) {
        Settings section = Components.section(root, "task");
        ComponentRef component = Components.ref(section, "task", "image-classification");
        Optional<ComponentRef> criterion =
                section.has("criterion") ? Optional.of(Components.read(section, "criterion", "")) : Optional.empty();
        section.rejectUnknown();
        return new TaskSection(component, criterion);
    }

    /**
     * The same with the criterion that the task names, if there is none, and the defaults of both.
     *
     * @throws org.osnas.api.spi.BadInputException if there is no such task
     */
    TaskSection withDefaults(Registry registry) {
        ComponentRef given = criterion.orElse(ComponentRef.of("task.criterion", ""));
        String name =
                given.name().isEmpty() ? registry.find(Kind.TASK, component).criterion() : given.name();
        int trials = SearchContext.DEFAULT_TRIALS;
        return new TaskSection(
                registry.withDefaults(Kind.TASK, component, trials),
                Optional.of(registry.withDefaults(
                        Kind.CRITERION, new ComponentRef(given.path(), name, given.settings()), trials)));
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = component.toMap();
        criterion.ifPresent(named -> map.put("criterion", named.toMap()));
        return map;
    }
}
