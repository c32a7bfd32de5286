package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osnas.api.spi.Settings;

/**
 * How the best architectures are trained from scratch.
 *
 * @param finalists how many of the best are retrained, or how many along the Pareto front of a search for one; the one
 *     with the best validation score wins
 */
public record RetrainSection(Length length, OptimizerSection optimizer, int finalists) {

    static RetrainSection read(Settings root) {
        Settings s = root.section("retrain");
        RetrainSection section = new RetrainSection(
                Length.read(s, new Length(Length.Unit.EPOCHS, 10)),
                OptimizerSection.read(s, 0.1, 1e-4),
                s.integer("finalists", 1, 1, 1000));
        s.rejectUnknown();
        return section;
    }

    /** The same, trained for another number of epochs. */
    public RetrainSection withEpochs(int epochs) {
        return new RetrainSection(new Length(Length.Unit.EPOCHS, epochs), optimizer, finalists);
    }

    /** The same, trained for a number of steps. */
    public RetrainSection withSteps(int steps) {
        return new RetrainSection(new Length(Length.Unit.STEPS, steps), optimizer, finalists);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        length.putInto(map);
        map.put("optimizer", optimizer.toMap());
        map.put("finalists", finalists);
        return map;
    }
}
