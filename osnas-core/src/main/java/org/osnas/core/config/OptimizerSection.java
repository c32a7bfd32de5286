package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.OptimizerSettings;
import org.osnas.core.agent.OptimizerSettings.RateSchedule;
import org.osnas.engine.optim.OptimizerConfig.Decayed;
import org.osnas.engine.optim.OptimizerConfig.Rule;

/** The section {@code optimizer} of a training. */
final class OptimizerSection {

    private OptimizerSection() {}

    static OptimizerSettings read(Settings parent, OptimizerSettings defaults) {
        Settings s = parent.about("rule and schedule of the weights").section("optimizer");
        OptimizerSettings settings = new OptimizerSettings(
                Check.positive(
                        s.at("learning-rate"),
                        s.about("largest learning rate").number("learning-rate", defaults.learningRate(), 0, 1e6)),
                s.about("share of the last step in the next").number("momentum", defaults.momentum(), 0, 0.9999),
                s.about("pull of the weights to zero").number("weight-decay", defaults.weightDecay(), 0, 10),
                decayed(s, defaults.decayed()),
                s.about("largest norm of the gradient")
                        .number("clip-norm", defaults.clipNorm(), 1e-9, Double.POSITIVE_INFINITY),
                schedule(s, defaults.schedule()),
                s.about("steps between two drops of the schedule step")
                        .integer("step-size", defaults.stepSize(), 0, 1_000_000_000),
                s.about("factor of such a drop").number("gamma", defaults.gamma(), 0, 1),
                warmUp(s),
                rule(s, defaults.rule()),
                s.about("exponent of the schedule polynomial").number("power", defaults.power(), 1e-9, 100));
        s.rejectUnknown();
        return settings;
    }

    private static Optional<Integer> warmUp(Settings s) {
        return s
                .about("steps until the learning rate is reached; by default at most a tenth of the training")
                .integer("warmup-steps", 0, 1_000_000_000)
                .stream()
                .boxed()
                .findFirst();
    }

    private static Decayed decayed(Settings s, Decayed byDefault) {
        List<String> words =
                Stream.of(Decayed.values()).map(OptimizerSection::word).toList();
        return Decayed.valueOf(s.about("which weights are pulled")
                .choice("decay-of", word(byDefault), words)
                .toUpperCase(Locale.ROOT));
    }

    private static String word(Decayed decayed) {
        return decayed.name().toLowerCase(Locale.ROOT);
    }

    private static RateSchedule schedule(Settings s, RateSchedule byDefault) {
        List<String> words =
                Stream.of(RateSchedule.values()).map(RateSchedule::word).toList();
        return RateSchedule.values()[
                words.indexOf(s.about("how the learning rate goes down").choice("schedule", byDefault.word(), words))];
    }

    private static Rule rule(Settings s, Rule byDefault) {
        List<String> words = Stream.of(Rule.values()).map(Rule::word).toList();
        return Rule.values()[words.indexOf(s.about("of the optimizer").choice("rule", byDefault.word(), words))];
    }

    static Map<String, Object> toMap(OptimizerSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rule", settings.rule().word());
        map.put("learning-rate", settings.learningRate());
        map.put("momentum", settings.momentum());
        map.put("weight-decay", settings.weightDecay());
        map.put("decay-of", word(settings.decayed()));
        map.put("clip-norm", settings.clipNorm());
        map.put("schedule", settings.schedule().word());
        map.put("step-size", settings.stepSize());
        map.put("gamma", settings.gamma());
        map.put("power", settings.power());
        settings.warmupSteps().ifPresent(steps -> map.put("warmup-steps", steps));
        return map;
    }
}
