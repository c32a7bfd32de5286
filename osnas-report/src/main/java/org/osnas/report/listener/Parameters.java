package org.osnas.report.listener;

import java.util.Map;
import java.util.TreeMap;
import org.osnas.core.agent.Run;
import org.osnas.core.run.RunDescription;
import org.osnas.yaml.Yaml;

/** The configuration of a run as flat names and texts: {@code search.strategy.name}. */
final class Parameters {

    private Parameters() {}

    /** Of a run; those that a program assembled have their space and seed alone. */
    static Map<String, String> of(Run run) {
        Map<String, String> flat = new TreeMap<>();
        if (run.description().file().equals(RunDescription.CONFIG)) {
            flatten("", Yaml.readMap("a configuration", run.description().text()), flat);
        } else {
            flat.put("space", run.space().name());
            flat.put("seed", Long.toString(run.seed()));
        }
        return flat;
    }

    private static void flatten(String before, Map<?, ?> values, Map<String, String> flat) {
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> section) {
                flatten(before + key + ".", section, flat);
            } else {
                flat.put(before + key, String.valueOf(value));
            }
        });
    }
}
