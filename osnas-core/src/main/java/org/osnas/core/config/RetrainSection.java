package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.RetrainSettings.From;

/** The section {@code retrain}, or the word {@code none}. */
final class RetrainSection {

    private static final String KEY = "retrain";
    private static final String FROM = "from";

    private RetrainSection() {}

    static RetrainSettings read(Settings root) {
        if (root.value(KEY).filter(value -> !(value instanceof Map)).isPresent()) {
            Object word = root.value(KEY).orElseThrow();
            if (word.equals(From.NONE.word())) {
                return RetrainSettings.NONE;
            }
            throw root.wrong(KEY, word, "none, or a section of keys and values");
        }
        Settings s = root.section(KEY);
        From from = From.valueOf(s.choice(
                        FROM,
                        From.SCRATCH.word(),
                        List.of(From.SCRATCH.word(), From.INHERITED.word(), From.NONE.word()))
                .toUpperCase(Locale.ROOT));
        RetrainSettings defaults = RetrainSettings.defaults(from);
        RetrainSettings settings = new RetrainSettings(
                from,
                Lengths.read(s, defaults.length()),
                OptimizerSection.read(s, defaults.optimizer()),
                s.integer("finalists", defaults.finalists(), 1, 1000));
        s.rejectUnknown();
        return settings;
    }

    static Map<String, Object> toMap(RetrainSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (settings.from() != From.SCRATCH) {
            map.put(FROM, settings.from().word());
        }
        if (settings.from() != From.NONE) {
            Lengths.putInto(map, settings.length());
            map.put("optimizer", OptimizerSection.toMap(settings.optimizer()));
        }
        map.put("finalists", settings.finalists());
        return map;
    }
}
