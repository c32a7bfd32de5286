package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.RetrainSettings;

/** The section {@code retrain}. */
final class RetrainSection {

    private static final RetrainSettings DEFAULT = RetrainSettings.DEFAULT;

    private RetrainSection() {}

    static RetrainSettings read(Settings root) {
        Settings s = root.section("retrain");
        RetrainSettings settings = new RetrainSettings(
                Lengths.read(s, DEFAULT.length()),
                OptimizerSection.read(s, DEFAULT.optimizer()),
                s.integer("finalists", DEFAULT.finalists(), 1, 1000));
        s.rejectUnknown();
        return settings;
    }

    static Map<String, Object> toMap(RetrainSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        Lengths.putInto(map, settings.length());
        map.put("optimizer", OptimizerSection.toMap(settings.optimizer()));
        map.put("finalists", settings.finalists());
        return map;
    }
}
