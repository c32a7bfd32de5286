package org.osnas.core.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.yaml.Yaml;

/** The configuration of a run whose supernet another run uses. */
final class TrainedConfig {

    /** What weights follow from; of the supernet, all but how scores are computed with it. */
    private static final List<String> SECTIONS = List.of("space", "task", "data", "supernet");

    private static final List<String> SCORING = List.of("batch-norm", "recalibration-batches");
    private static final List<String> LENGTHS = List.of("steps", "epochs");

    private final Path folder;
    private final RunConfig config;

    private TrainedConfig(Path folder, RunConfig config) {
        this.folder = folder;
        this.config = config;
    }

    static TrainedConfig read(Path folder) {
        try (RunFolder run = RunFolder.read(folder)) {
            return new TrainedConfig(folder, RunConfig.of(run));
        } catch (java.io.IOException e) {
            throw new BadInputException("Run folder " + folder + " cannot be read: " + e, e);
        }
    }

    /** A configuration with what it does not say of the supernet, its space, task and data as in this one. */
    Map<String, Object> complete(Map<String, Object> values) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        Map<String, Object> trained = config.toMap();
        SECTIONS.forEach(section -> all.putIfAbsent(section, trained.get(section)));
        if (values.get("supernet") instanceof Map<?, ?> given) {
            Map<String, Object> merged = new LinkedHashMap<>(section(trained, "supernet"));
            if (LENGTHS.stream().anyMatch(given::containsKey)) {
                merged.keySet().removeAll(LENGTHS);
            }
            merged.putAll(map(given));
            all.put("supernet", merged);
        }
        Map<String, Object> supernet = new LinkedHashMap<>(section(all, "supernet"));
        supernet.put(SupernetSection.OF, folder.toAbsolutePath().normalize().toString());
        all.put("supernet", supernet);
        return all;
    }

    /**
     * Checks that a supernet of this configuration is one for another.
     *
     * @throws BadInputException naming the first line that differs
     */
    void requireFor(RunConfig given, Registry registry) {
        RunConfig other = lines(config, "data").equals(lines(given, "data"))
                ? given
                : given.withData(given.data().withDefaults(registry));
        for (String section : SECTIONS) {
            List<String> then = lines(config, section);
            List<String> now = lines(other, section);
            for (int i = 0; i < Math.max(then.size(), now.size()); i++) {
                String before = i < then.size() ? then.get(i).strip() : "";
                String line = i < now.size() ? now.get(i).strip() : "";
                if (!before.equals(line)) {
                    throw new BadInputException(
                            "The supernet of %s was trained with '%s' in its section %s, but the configuration has '%s' there. Leave that out, which takes it from there, or train another supernet"
                                    .formatted(folder, before, section, line));
                }
            }
        }
    }

    DataSection data() {
        return config.data();
    }

    private static List<String> lines(RunConfig config, String section) {
        Map<String, Object> values = new LinkedHashMap<>(section(config.toMap(), section));
        if (section.equals("supernet")) {
            values.keySet().removeAll(SCORING);
            values.remove(SupernetSection.OF);
        }
        return Yaml.write(values).lines().toList();
    }

    private static Map<String, Object> section(Map<String, Object> values, String name) {
        return map(Objects.requireNonNull(values.get(name), name));
    }

    @SuppressWarnings("unchecked") // keys of YAML are texts here
    private static Map<String, Object> map(Object section) {
        return (Map<String, Object>) section;
    }
}
