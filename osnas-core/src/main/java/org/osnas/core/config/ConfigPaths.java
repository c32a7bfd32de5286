package org.osnas.core.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.osnas.api.search.SearchContext;
import org.osnas.api.spi.Allowed;
import org.osnas.api.spi.Setting;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;

/**
 * Makes the paths in the values of a configuration absolute: those in a file are relative to the file, those of an
 * override to the working directory. Which values are paths is what the readers declare.
 *
 * @param base what they are relative to
 * @param note is told where the working directory has such a file too, which is not meant
 */
record ConfigPaths(Path base, Registry registry, Consumer<String> note) {

    /** Paths of a configuration of a run, or of a comparison, which may hold one. */
    Map<String, Object> absolute(Map<String, Object> values) {
        Map<String, Object> result = within(values, RunConfig.settings());
        change(result, "table", this::path);
        change(result, "run", value -> value instanceof Map<?, ?> run ? absolute(map(run)) : path(value));
        change(result, "space", this::space);
        for (Kind<?> kind : List.of(Kind.DATAFLOW, Kind.TASK)) {
            change(result, kind == Kind.DATAFLOW ? "data" : "task", value -> component(kind, value));
        }
        change(result, "search", value -> value instanceof Map<?, ?> search ? scorer(map(search)) : value);
        return result;
    }

    private Map<String, Object> within(Map<String, Object> values, List<Setting> settings) {
        Map<String, Object> result = new LinkedHashMap<>(values);
        for (Setting setting : settings) {
            change(result, setting.key(), value -> value(setting, value));
        }
        return result;
    }

    private Object value(Setting setting, Object value) {
        if (setting.allowed() instanceof Allowed.File) {
            return path(value);
        }
        if (setting.allowed() instanceof Allowed.Items items
                && items.each() instanceof Allowed.File
                && value instanceof List<?> list) {
            return list.stream().map(this::path).toList();
        }
        return value instanceof Map<?, ?> section && !setting.section().isEmpty()
                ? within(map(section), setting.section())
                : value;
    }

    /** A space is a file if a reader of such files takes its name. */
    private Object space(Object value) {
        if (value instanceof Map<?, ?> section) {
            Map<String, Object> result = map(section);
            change(result, "name", this::space);
            return result;
        }
        return value instanceof String name && registry.isSpaceFile(name) ? path(value) : value;
    }

    private Map<String, Object> scorer(Map<String, Object> search) {
        change(search, "scorer", value -> component(Kind.SCORER, value));
        return search;
    }

    private Object component(Kind<?> kind, Object value) {
        if (!(value instanceof Map<?, ?> section) || !(section.get("settings") instanceof Map<?, ?> settings)) {
            return value;
        }
        Map<String, Object> result = map(section);
        registry.all(kind).stream()
                .filter(provider -> provider.name().equals(section.get("name")))
                .findFirst()
                .ifPresent(provider -> result.put(
                        "settings", within(map(settings), Registry.settings(provider, SearchContext.DEFAULT_TRIALS))));
        return result;
    }

    private Object path(Object value) {
        if (!(value instanceof String text) || text.isBlank()) {
            return value;
        }
        Path given = Path.of(text);
        if (given.isAbsolute()) {
            return value;
        }
        Path meant = base.resolve(given).toAbsolutePath().normalize();
        Path here = given.toAbsolutePath().normalize();
        if (!here.equals(meant) && Files.exists(here)) {
            note.accept(
                    "%s in the configuration is %s: paths are relative to its file. There is %s too, which is not meant."
                            .formatted(
                                    text,
                                    Files.exists(meant) ? meant.toString() : meant + ", which does not exist",
                                    here));
        }
        return meant.toString();
    }

    private static void change(Map<String, Object> values, String key, UnaryOperator<Object> change) {
        values.computeIfPresent(key, (k, value) -> change.apply(value));
    }

    private static Map<String, Object> map(Map<?, ?> section) {
        Map<String, Object> typed = new LinkedHashMap<>();
        section.forEach((key, value) -> typed.put(String.valueOf(key), value));
        return typed;
    }
}
