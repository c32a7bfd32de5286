package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.osnas.api.spi.Allowed;
import org.osnas.api.spi.Setting;

/** Declared settings in the words of JSON Schema, draft 7 (2018, json-schema.org), which editors know. */
final class SchemaNodes {

    private SchemaNodes() {}

    /** An empty schema with a title. */
    static ObjectNode root(String title) {
        return Json.object()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", title);
    }

    /** A section with these keys and no others. */
    static ObjectNode section(List<Setting> settings) {
        ObjectNode node = Json.object().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = node.putObject("properties");
        settings.forEach(setting -> properties.set(setting.key(), of(setting)));
        return node;
    }

    /** What a setting may be, what it is about, and its default. */
    static ObjectNode of(Setting setting) {
        ObjectNode node = of(setting.allowed(), setting.section());
        if (!setting.about().isEmpty()) {
            node.put("description", setting.about() + (setting.byTrials() ? "; depends on the trials" : ""));
        }
        boolean plain = setting.section().isEmpty() && !setting.byTrials();
        setting.byDefault()
                .filter(value -> plain && writable(value))
                .ifPresent(value -> node.putPOJO("default", value));
        return node;
    }

    // JSON has no infinity.
    private static boolean writable(Object value) {
        return !(value instanceof Double number) || Double.isFinite(number);
    }

    private static ObjectNode of(Allowed allowed, List<Setting> section) {
        ObjectNode node = Json.object();
        if (allowed instanceof Allowed.WholeNumber whole) {
            node.put("type", "integer");
            if (whole.min() > Long.MIN_VALUE) {
                node.put("minimum", whole.min());
            }
            if (whole.max() < Integer.MAX_VALUE) {
                node.put("maximum", whole.max());
            }
        } else if (allowed instanceof Allowed.Decimal decimal) {
            node.put("type", "number");
            if (Math.abs(decimal.min()) < Float.MAX_VALUE) {
                node.put("minimum", decimal.min());
            }
            if (Math.abs(decimal.max()) < Float.MAX_VALUE) {
                node.put("maximum", decimal.max());
            }
        } else if (allowed instanceof Allowed.Flag) {
            node.put("type", "boolean");
        } else if (allowed instanceof Allowed.Choice choice) {
            choice.options().forEach(node.putArray("enum")::add);
        } else if (allowed instanceof Allowed.Text || allowed instanceof Allowed.File) {
            node.put("type", "string");
        } else if (allowed instanceof Allowed.Items items) {
            node.put("type", "array").set("items", of(items.each(), List.of()));
        } else if (allowed instanceof Allowed.Named named) {
            node.put("type", "object").set("additionalProperties", of(named.each(), List.of()));
        } else if (allowed instanceof Allowed.Section) {
            return section(section);
        } else if (allowed instanceof Allowed.AnyOf any) {
            ArrayNode kinds = node.putArray("anyOf");
            any.kinds().forEach(kind -> kinds.add(of(kind, section)));
        }
        return node;
    }

    /** One of several names, or what matches a pattern. */
    static ObjectNode names(Collection<String> names, String pattern) {
        ObjectNode known = Json.object();
        names.forEach(known.putArray("enum")::add);
        if (pattern.isEmpty()) {
            return known;
        }
        ObjectNode node = Json.object().put("type", "string");
        node.putArray("anyOf").add(known).addObject().put("pattern", pattern);
        return node;
    }

    /** The schema {@code then}, if the key has the value. */
    static ObjectNode when(String key, String value, ObjectNode then) {
        ObjectNode node = Json.object();
        ObjectNode condition = node.putObject("if");
        condition.putObject("properties").putObject(key).put("const", value);
        condition.putArray("required").add(key);
        node.set("then", then);
        return node;
    }

    /** A reference to a definition. */
    static ObjectNode ref(String definition) {
        return Json.object().put("$ref", "#/definitions/" + definition);
    }
}
