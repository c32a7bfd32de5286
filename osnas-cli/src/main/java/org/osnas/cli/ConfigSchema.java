package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.osnas.api.search.SearchContext;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.Setting;
import org.osnas.core.config.CompareConfig;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;

/** Schemas of the configurations of runs and comparisons, with all components that a registry has. */
final class ConfigSchema {

    private static final String SPACE_FILE = "\\.ya?ml$";

    /** Where a configuration names a component, and of which kind. */
    private static final Map<String, Kind<?>> COMPONENTS = Map.of(
            "space", Kind.SPACE,
            "task", Kind.TASK,
            "data", Kind.DATAFLOW,
            "supernet.strategy", Kind.TRAINING_STRATEGY,
            "search.strategy", Kind.SEARCH_STRATEGY,
            "search.scorer", Kind.SCORER);

    private final Registry registry;

    ConfigSchema(Registry registry) {
        this.registry = registry;
    }

    /** Of the configuration of a run. */
    ObjectNode run() {
        ObjectNode root = SchemaNodes.root("Configuration of an OSNAS run");
        root.setAll(configuration("", RunConfig.settings()));
        root.set("definitions", definitions());
        return root;
    }

    /** Of the configuration of a comparison. */
    ObjectNode comparison() {
        ObjectNode root = SchemaNodes.root("Configuration of an OSNAS comparison");
        root.setAll(configuration("", CompareConfig.settings()));
        ObjectNode properties = (ObjectNode) root.get("properties");
        ObjectNode run = properties.putObject("run");
        run.put("description", "a run, its folder or its configuration, whose supernet is searched");
        run.putArray("anyOf").add(Json.object().put("type", "string")).add(configuration("", RunConfig.settings()));
        ObjectNode strategies = properties.putObject("strategies");
        strategies.put("description", "search strategies that are compared");
        strategies.put("type", "array").put("minItems", 1);
        ObjectNode label = Json.object();
        label.putObject("label").put("type", "string").put("description", "name in reports");
        strategies.set("items", component(Kind.SEARCH_STRATEGY, label));
        properties
                .putObject("passes")
                .put("description", "forward-backward passes of each supernet, where trainings are compared")
                .put("type", "integer")
                .put("minimum", 1);
        ObjectNode trainings = properties.putObject("trainings");
        trainings.put("description", "ways to train a supernet that are compared, in place of strategies");
        trainings.put("type", "array").put("minItems", 1);
        ObjectNode beside = label.deepCopy();
        beside.putObject("set").put("type", "object").put("description", "other keys of the run");
        trainings.set("items", component(Kind.TRAINING_STRATEGY, beside));
        ArrayNode either = root.putArray("anyOf");
        required(either, List.of("strategies", "table"), List.of("run", "trainings"));
        required(either, List.of("strategies", "run"), List.of("table", "trainings"));
        required(either, List.of("trainings", "table", "run"), List.of("strategies"));
        root.set("definitions", definitions());
        return root;
    }

    private static void required(ArrayNode either, List<String> keys, List<String> without) {
        ObjectNode one = either.addObject();
        ArrayNode required = one.putArray("required");
        keys.forEach(required::add);
        ArrayNode absent = one.putObject("not").putArray("anyOf");
        without.forEach(key -> absent.addObject().putArray("required").add(key));
    }

    private ObjectNode configuration(String before, List<Setting> settings) {
        ObjectNode node = SchemaNodes.section(settings);
        ObjectNode properties = (ObjectNode) node.get("properties");
        for (Setting setting : settings) {
            String path = before + setting.key();
            Kind<?> kind = COMPONENTS.get(path);
            if (kind != null) {
                properties.set(setting.key(), component(kind, beside(kind, setting)));
            } else if (path.equals("listeners")) {
                ObjectNode list = Json.object().put("type", "array").put("description", setting.about());
                list.set("items", component(Kind.LISTENER, Json.object()));
                properties.set(setting.key(), list);
            } else if (path.equals("supernet") || path.equals("search")) {
                ObjectNode section = configuration(path + ".", setting.section());
                properties.set(setting.key(), section.put("description", setting.about()));
            }
        }
        return node;
    }

    /** The keys that a component has beside name and settings. */
    private ObjectNode beside(Kind<?> kind, Setting setting) {
        ObjectNode keys = Json.object();
        setting.section().stream()
                .filter(key -> !key.key().equals("name") && !key.key().equals("settings"))
                .forEach(key -> keys.set(key.key(), SchemaNodes.of(key)));
        if (kind == Kind.TASK) {
            keys.set("criterion", component(Kind.CRITERION, Json.object()));
        }
        return keys;
    }

    /** A name, or a section with name, settings and further keys. */
    private ObjectNode component(Kind<?> kind, ObjectNode further) {
        ObjectNode names = SchemaNodes.names(
                registry.all(kind).stream().map(Component::name).toList(), kind == Kind.SPACE ? SPACE_FILE : "");
        ObjectNode section = Json.object().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = section.putObject("properties");
        properties.set("name", names);
        properties.putObject("settings").put("type", "object");
        properties.setAll(further);
        ArrayNode each = section.putArray("allOf");
        for (Component component : registry.all(kind)) {
            ObjectNode then = Json.object();
            then.putObject("properties").set("settings", SchemaNodes.ref(definition(kind, component)));
            each.add(SchemaNodes.when("name", component.name(), then));
        }
        ObjectNode node = Json.object().put("description", "a " + kind.word());
        node.putArray("anyOf").add(names.deepCopy()).add(section);
        return node;
    }

    private static String definition(Kind<?> kind, Component component) {
        return kind.plural() + "." + component.name();
    }

    /** The settings of all components. */
    private ObjectNode definitions() {
        ObjectNode definitions = Json.object();
        for (Kind<?> kind : List.of(
                Kind.SPACE,
                Kind.TASK,
                Kind.CRITERION,
                Kind.DATAFLOW,
                Kind.TRAINING_STRATEGY,
                Kind.SEARCH_STRATEGY,
                Kind.SCORER,
                Kind.LISTENER)) {
            for (Component component : registry.all(kind)) {
                definitions.set(
                        definition(kind, component),
                        SchemaNodes.section(Registry.settings(component, SearchContext.DEFAULT_TRIALS))
                                .put("description", component.description()));
            }
        }
        return definitions;
    }
}
