package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osnas.api.search.SearchContext;
import org.osnas.api.spi.Setting;
import org.osnas.yaml.Yaml;

/** The settings of a component as text and as JSON. */
final class ComponentSettings {

    private static final int TRIALS = SearchContext.DEFAULT_TRIALS;

    private ComponentSettings() {}

    /** A line for each setting. */
    static String text(List<Setting> settings) {
        List<String[]> rows = new ArrayList<>();
        collect("", settings, rows);
        int key = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
        int byDefault = rows.stream().mapToInt(row -> row[1].length()).max().orElse(0);
        int allowed = rows.stream().mapToInt(row -> row[2].length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(("    %-" + key + "s  %-" + byDefault + "s  %-" + allowed + "s  %s")
                        .formatted((Object[]) row)
                        .stripTrailing())
                .append(System.lineSeparator()));
        return text.toString();
    }

    private static void collect(String before, List<Setting> settings, List<String[]> rows) {
        for (Setting setting : settings) {
            String key = before + setting.key();
            if (setting.section().isEmpty()) {
                rows.add(new String[] {key, value(setting), setting.allowed().words(), setting.about()});
            } else {
                collect(key + ".", setting.section(), rows);
            }
        }
    }

    private static String value(Setting setting) {
        String value = setting.byDefault().map(ComponentSettings::written).orElse("–");
        return setting.byTrials() ? value + " of " + TRIALS + " trials" : value;
    }

    private static String written(Object value) {
        String text = Yaml.write(Map.of("v", value)).strip();
        return text.contains("\n")
                ? String.valueOf(value)
                : text.substring("v:".length()).strip();
    }

    /** As {@link #text}, for scripts. */
    static ArrayNode json(List<Setting> settings) {
        ArrayNode array = Json.array();
        for (Setting setting : settings) {
            ObjectNode node = array.addObject();
            node.put("key", setting.key());
            node.put("about", setting.about());
            node.put("allowed", setting.allowed().words());
            node.putPOJO("default", setting.byDefault().orElse(null));
            node.put("by_trials", setting.byTrials());
            if (!setting.section().isEmpty()) {
                node.set("settings", json(setting.section()));
            }
        }
        return array;
    }
}
