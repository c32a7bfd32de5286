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
 * @param heldOut share of the training examples that the weights do not learn from, where a strategy learns mixtures of
 *     candidates: those learn from it; unused elsewhere
 * @param initialization first values of the shared weights: {@code zero-residual}, {@code alignment}
 * @param batchNorm statistics that scoring uses: {@code recalibrate}, {@code batch} or {@code inherited}
 * @param recalibrationBatches training batches that recalibrate the statistics of one architecture
 */
public record SupernetSection(
        ComponentRef strategy,
        Length length,
        OptimizerSection optimizer,
        double heldOut,
        Initialization initialization,
        String batchNorm,
        int recalibrationBatches) {

    static SupernetSection read(Settings root) {
        Settings s = root.section("supernet");
        SupernetSection section = new SupernetSection(
                Components.read(s, "strategy", "uniform"),
                Length.read(s, new Length(Length.Unit.STEPS, 1500)),
                OptimizerSection.read(s, 0.05, 4e-5),
                heldOut(s),
                readInitialization(s),
                s.choice("batch-norm", "recalibrate", List.of("recalibrate", "batch", "inherited")),
                s.integer("recalibration-batches", 8, 1, 100_000));
        s.rejectUnknown();
        return section;
    }

    private static double heldOut(Settings s) {
        double share = s.number("held-out", 0.2, 0, 1);
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
        map.put("strategy", strategy.toMap());
        length.putInto(map);
        map.put("optimizer", optimizer.toMap());
        map.put("held-out", heldOut);
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("zero-residual", initialization.zeroResidual());
        start.put("alignment", initialization.alignment());
        map.put("initialization", start);
        map.put("batch-norm", batchNorm);
        map.put("recalibration-batches", recalibrationBatches);
        return map;
    }
}
