package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.Settings;
import org.osnas.core.registry.ComponentRef;

/**
 * How the shared weights are trained, and how architectures are scored with them.
 *
 * @param batchNorm statistics that scoring uses: {@code recalibrate}, {@code batch} or {@code inherited}
 * @param recalibrationBatches training batches that recalibrate the statistics of one architecture
 */
public record SupernetSection(
        ComponentRef strategy, Length length, OptimizerSection optimizer, String batchNorm, int recalibrationBatches) {

    static SupernetSection read(Settings root) {
        Settings s = root.section("supernet");
        SupernetSection section = new SupernetSection(
                Components.read(s, "strategy", "uniform"),
                Length.read(s, new Length(Length.Unit.STEPS, 1500)),
                OptimizerSection.read(s, 0.05, 4e-5),
                s.choice("batch-norm", "recalibrate", List.of("recalibrate", "batch", "inherited")),
                s.integer("recalibration-batches", 8, 1, 100_000));
        s.rejectUnknown();
        return section;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("strategy", strategy.toMap());
        length.putInto(map);
        map.put("optimizer", optimizer.toMap());
        map.put("batch-norm", batchNorm);
        map.put("recalibration-batches", recalibrationBatches);
        return map;
    }
}
