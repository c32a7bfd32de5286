package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.supernet.Initialization;

/**
 * How the shared weights are trained, and how architectures are scored with them.
 *
 * @param initialization first values of the shared weights: {@code zero-residual}, {@code alignment}
 * @param batchNorm statistics that scoring uses: {@code recalibrate}, {@code batch} or {@code inherited}
 * @param recalibrationBatches training batches that recalibrate the statistics of one architecture
 */
public record SupernetSection(
        ComponentRef strategy,
        Length length,
        OptimizerSection optimizer,
        Initialization initialization,
        String batchNorm,
        int recalibrationBatches) {

    static SupernetSection read(Settings root) {
        Settings s = root.section("supernet");
        SupernetSection section = new SupernetSection(
                Components.read(s, "strategy", "uniform"),
                Length.read(s, new Length(Length.Unit.STEPS, 1500)),
                OptimizerSection.read(s, 0.05, 4e-5),
                readInitialization(s),
                s.choice("batch-norm", "recalibrate", List.of("recalibrate", "batch", "inherited")),
                s.integer("recalibration-batches", 8, 1, 100_000));
        s.rejectUnknown();
        return section;
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
        map.put("strategy", strategy.toMap());
        length.putInto(map);
        map.put("optimizer", optimizer.toMap());
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("zero-residual", initialization.zeroResidual());
        start.put("alignment", initialization.alignment());
        map.put("initialization", start);
        map.put("batch-norm", batchNorm);
        map.put("recalibration-batches", recalibrationBatches);
        return map;
    }
}
