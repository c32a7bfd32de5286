package org.osnas.core.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.search.SearchContext;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.SupernetSettings;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
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
        Settings s = root.about("how the shared weights are trained").section("supernet");
        SupernetSection section = new SupernetSection(
                Components.read(s, "strategy", "uniform"),
                new SupernetSettings(
                        Lengths.read(s, DEFAULT.length()),
                        OptimizerSection.read(s, DEFAULT.optimizer()),
                        heldOut(s),
                        readInitialization(s),
                        batchNorm(s),
                        s.about("training batches by which the statistics of an architecture are set")
                                .integer("recalibration-batches", DEFAULT.recalibrationBatches(), 1, 100_000)),
                s.about("folder of the run whose supernet is used").path(OF).map(Path::toString));
        s.rejectUnknown();
        return section;
    }

    /** The same, with the supernet of another run in another place. */
    SupernetSection at(Optional<String> folder) {
        return new SupernetSection(strategy, settings, folder);
    }

    private static BatchNormMode batchNorm(Settings s) {
        String word = s.about("statistics that architectures are scored with")
                .choice("batch-norm", word(DEFAULT.batchNorm()), List.of("recalibrate", "batch", "inherited"));
        return BatchNormMode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String word(BatchNormMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static double heldOut(Settings s) {
        double share = s.about("share of the training examples for strategies that learn choices")
                .number("held-out", DEFAULT.heldOut(), 0, 1);
        if (share > 0 && share < 1) {
            return share;
        }
        throw s.wrong("held-out", share, "a share of the training examples above 0 and below 1");
    }

    private static Initialization readInitialization(Settings parent) {
        Settings s = parent.about("how weights begin").section("initialization");
        Initialization initialization = new Initialization(
                s.about("residual branches begin at nothing")
                        .flag("zero-residual", Initialization.SUPERNET.zeroResidual()),
                s.about("how alike candidates of a layer begin")
                        .number("alignment", Initialization.SUPERNET.alignment(), 0, 1));
        s.rejectUnknown();
        return initialization;
    }

    /** The same with the defaults of the strategy. */
    SupernetSection withDefaults(Registry registry) {
        return new SupernetSection(
                registry.withDefaults(Kind.TRAINING_STRATEGY, strategy, SearchContext.DEFAULT_TRIALS), settings, of);
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
