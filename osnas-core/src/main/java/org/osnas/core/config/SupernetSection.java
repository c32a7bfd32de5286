package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.SupernetSettings;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.weights.Initialization;

/**
 * The section {@code supernet}: a training strategy by name, and settings.
 *
 * @param of folder of the run whose supernet is used, if this run trains none
 */
record SupernetSection(ComponentRef strategy, SupernetSettings settings, Optional<String> of) {

    static final String OF = "of";

    private static final SupernetSettings DEFAULT = SupernetSettings.DEFAULT;

    static SupernetSection read(Settings root) {
        Settings s = root.section("supernet");
        SupernetSection section = new SupernetSection(
                Components.read(s, "strategy", "uniform"),
                new SupernetSettings(
                        Lengths.read(s, DEFAULT.length()),
                        OptimizerSection.read(s, DEFAULT.optimizer()),
                        heldOut(s),
                        readInitialization(s),
                        batchNorm(s),
                        s.integer("recalibration-batches", DEFAULT.recalibrationBatches(), 1, 100_000)),
                s.text(OF));
        s.rejectUnknown();
        return section;
    }

    /** The same, with the supernet of another run in another place. */
    SupernetSection at(Optional<String> folder) {
        return new SupernetSection(strategy, settings, folder);
    }

    private static BatchNormMode batchNorm(Settings s) {
        String word = s.choice("batch-norm", word(DEFAULT.batchNorm()), List.of("recalibrate", "batch", "inherited"));
        return BatchNormMode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String word(BatchNormMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static double heldOut(Settings s) {
        double share = s.number("held-out", DEFAULT.heldOut(), 0, 1);
        if (share > 0 && share < 1) {
            return share;
        }
        throw s.wrong("held-out", share, "a share of the training examples above 0 and below 1");
    }

    private static Initialization readInitialization(Settings parent) {
        Settings s = parent.section("initialization");
        Initialization initialization = new Initialization(
                s.flag("zero-residual", Initialization.SUPERNET.zeroResidual()),
                s.number("alignment", Initialization.SUPERNET.alignment(), 0, 1));
        s.rejectUnknown();
        return initialization;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        of.ifPresent(folder -> map.put(OF, folder));
        map.put("strategy", strategy.toMap());
        Lengths.putInto(map, settings.length());
        map.put("optimizer", OptimizerSection.toMap(settings.optimizer()));
        map.put("held-out", settings.heldOut());
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("zero-residual", settings.initialization().zeroResidual());
        start.put("alignment", settings.initialization().alignment());
        map.put("initialization", start);
        map.put("batch-norm", word(settings.batchNorm()));
        map.put("recalibration-batches", settings.recalibrationBatches());
        return map;
    }
}
