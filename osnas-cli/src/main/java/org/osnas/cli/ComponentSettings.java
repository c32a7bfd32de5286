package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Component;
import org.osnas.api.spi.Setting;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.TaskProvider;
import org.osnas.api.training.TrainingStrategyProvider;
import org.osnas.yaml.Yaml;

/**
 * The settings of a component, learned by letting it read: so they are those that it knows, with the defaults and ranges
 * that it checks.
 */
final class ComponentSettings {

    private static final int TRIALS = SearchContext.DEFAULT_TRIALS;

    private ComponentSettings() {}

    /** In the order in which the component reads them. */
    static List<Setting> of(Component component) {
        try {
            Path nothing = Files.createTempDirectory("osnas");
            try {
                Settings settings = component instanceof DataflowProvider
                        ? Settings.of("settings", Map.of("directory", nothing.toString()))
                        : Settings.empty();
                read(component, settings);
                return settings.known(TRIALS);
            } finally {
                Files.delete(nothing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Component component, Settings settings) {
        try {
            if (component instanceof SpaceProvider space) {
                space.create(space.defaultInput(), settings);
            } else if (component instanceof TrainingStrategyProvider strategy) {
                strategy.create(settings);
            } else if (component instanceof SearchStrategyProvider strategy) {
                strategy.create(settings);
            } else if (component instanceof ScorerProvider scorer) {
                scorer.create(settings);
            } else if (component instanceof CriterionProvider criterion) {
                criterion.create(settings);
            } else if (component instanceof TaskProvider task) {
                task.create((graph, outputs, labels) -> labels, settings);
            } else if (component instanceof DataflowProvider data) {
                try (Dataflow opened = data.create(settings, 1, 1)) {
                    opened.batchSize();
                }
            }
        } catch (BadInputException e) {
            // A folder without data, or a setting that has no default: what comes before was read.
            return;
        }
    }

    /** A line for each setting. */
    static String text(List<Setting> settings) {
        List<String[]> rows = new ArrayList<>();
        collect("", settings, rows);
        int key = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
        int byDefault = rows.stream().mapToInt(row -> row[1].length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(("    %-" + key + "s  %-" + byDefault + "s  %s")
                        .formatted((Object[]) row)
                        .stripTrailing())
                .append(System.lineSeparator()));
        return text.toString();
    }

    private static void collect(String before, List<Setting> settings, List<String[]> rows) {
        for (Setting setting : settings) {
            String key = before + setting.key();
            if (setting.section().isEmpty()) {
                rows.add(new String[] {key, value(setting), setting.allowed()});
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
            node.put("allowed", setting.allowed());
            node.putPOJO("default", setting.byDefault().orElse(null));
            node.put("by_trials", setting.byTrials());
            if (!setting.section().isEmpty()) {
                node.set("settings", json(setting.section()));
            }
        }
        return array;
    }
}
