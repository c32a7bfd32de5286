package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.Setting;
import org.osnas.spaces.file.SpaceKeys;

/** The schema of a search space in a file. */
final class SpaceSchema {

    private static final String LINEAR = "linear";

    private SpaceSchema() {}

    static ObjectNode space() {
        ObjectNode root = SchemaNodes.root("Search space of OSNAS");
        ObjectNode whole = SchemaNodes.section(SpaceKeys.top());
        ObjectNode properties = (ObjectNode) whole.get("properties");
        properties.set("stem", list("blocks before the layers", SchemaNodes.ref("stem")));
        properties.set("candidates", list("blocks that layers choose from", SchemaNodes.ref("candidate")));
        properties.set(
                "layers",
                list("layers that choose, in order", SchemaNodes.ref("layer")).put("minItems", 1));
        properties.set("tail", list("blocks behind the layers", SchemaNodes.ref("tail")));
        ObjectNode names = SchemaNodes.section(SpaceKeys.choices());
        ObjectNode of = list("names of the choices", Json.object().put("type", "string"));
        ((ObjectNode) names.get("properties")).set("of", of.put("minItems", 1).put("uniqueItems", true));
        names.putArray("required").add("of");
        properties.set(
                "choices",
                list("layers of which only the names are known", names).put("minItems", 1));
        root.setAll(whole);
        ArrayNode either = root.putArray("oneOf");
        List.of("layers", "choices")
                .forEach(key -> either.addObject().putArray("required").add(key));
        ObjectNode definitions = root.putObject("definitions");
        List<Setting> place = SpaceKeys.place();
        definitions.set("candidate", block(List.of(), false));
        definitions.set("stem", block(place, false));
        definitions.set(
                "tail",
                block(place.stream().filter(key -> key.key().equals("width")).toList(), true));
        ObjectNode layer = SchemaNodes.section(SpaceKeys.layer());
        ((ObjectNode) layer.get("properties"))
                .set("candidates", list("blocks that these layers choose from", SchemaNodes.ref("candidate")));
        layer.putArray("required").add("width");
        definitions.set("layer", layer);
        return root;
    }

    private static ObjectNode list(String about, ObjectNode item) {
        ObjectNode node = Json.object().put("description", about).put("type", "array");
        node.set("items", item);
        return node;
    }

    /** A word, or a section with the keys of the block and of its place. */
    private static ObjectNode block(List<Setting> place, boolean linear) {
        Map<String, List<Setting>> blocks = SpaceKeys.blocks();
        List<String> words = new ArrayList<>(blocks.keySet());
        if (linear) {
            blocks.put(LINEAR, SpaceKeys.linear());
            words.add(LINEAR);
        }
        ObjectNode section = Json.object().put("type", "object");
        section.putObject("properties").set("block", SchemaNodes.names(words, ""));
        ArrayNode required = section.putArray("required").add("block");
        if (!place.isEmpty()) {
            required.add("width");
        }
        ArrayNode each = section.putArray("allOf");
        blocks.forEach((word, keys) -> {
            List<Setting> all = new ArrayList<>(keys);
            place.stream()
                    .filter(key -> keys.stream().noneMatch(own -> own.key().equals(key.key())))
                    .forEach(all::add);
            ObjectNode then = SchemaNodes.section(all);
            ((ObjectNode) then.get("properties")).putObject("block").put("const", word);
            each.add(SchemaNodes.when("block", word, then));
        });
        ObjectNode node = Json.object();
        node.putArray("anyOf").add(SchemaNodes.names(words, "")).add(section);
        return node;
    }
}
