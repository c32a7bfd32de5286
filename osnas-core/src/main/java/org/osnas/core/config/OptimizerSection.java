package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * Stochastic gradient descent with momentum, and how its learning rate changes.
 *
 * @param learningRate after the warm-up
 * @param weightDecay added to the gradient, times the weight
 * @param clipNorm largest Euclidean norm of all gradients of a step; infinite for no clipping
 * @param schedule {@code constant}, {@code cosine} or {@code step}
 * @param stepSize training steps between two drops of the {@code step} schedule; 0 for a third of the training
 * @param gamma factor of a drop of the {@code step} schedule
 * @param warmupSteps steps in which the learning rate rises to its full value; if absent a tenth of the training, at
 *     most 100
 */
public record OptimizerSection(
        double learningRate,
        double momentum,
        double weightDecay,
        double clipNorm,
        String schedule,
        int stepSize,
        double gamma,
        Optional<Integer> warmupSteps) {

    static OptimizerSection read(Settings parent, double defaultRate, double defaultDecay) {
        Settings s = parent.section("optimizer");
        OptimizerSection section = new OptimizerSection(
                Check.positive(s.at("learning-rate"), s.number("learning-rate", defaultRate, 0, 1e6)),
                s.number("momentum", 0.9, 0, 0.9999),
                s.number("weight-decay", defaultDecay, 0, 10),
                s.number("clip-norm", 5, 1e-9, Double.POSITIVE_INFINITY),
                s.choice("schedule", "cosine", List.of("constant", "cosine", "step")),
                s.integer("step-size", 0, 0, 1_000_000_000),
                s.number("gamma", 0.1, 0, 1),
                s.has("warmup-steps") ? Optional.of(s.integer("warmup-steps", 0, 0, 1_000_000_000)) : Optional.empty());
        s.rejectUnknown();
        return section;
    }

    /** Warm-up of a training of {@code steps} steps. */
    public long warmup(long steps) {
        return warmupSteps.map(Integer::longValue).orElse(Math.min(100, steps / 10));
    }

    /** Steps between two drops in a training of {@code steps} steps. */
    public long drop(long steps) {
        return stepSize > 0 ? stepSize : Math.max(1, steps / 3);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("learning-rate", learningRate);
        map.put("momentum", momentum);
        map.put("weight-decay", weightDecay);
        map.put("clip-norm", clipNorm);
        map.put("schedule", schedule);
        map.put("step-size", stepSize);
        map.put("gamma", gamma);
        warmupSteps.ifPresent(steps -> map.put("warmup-steps", steps));
        return map;
    }
}
