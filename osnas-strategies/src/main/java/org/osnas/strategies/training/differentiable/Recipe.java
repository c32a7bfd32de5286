package org.osnas.strategies.training.differentiable;

import java.util.Arrays;
import java.util.Optional;
import org.osnas.api.spi.Settings;

/**
 * The methods by name, with what their papers or public code use where the settings are silent. Two things are the same
 * for all, because runs are much shorter here than in the papers: Adam's learning rate is 0.01 as in FBNet (DARTS and
 * GDAS 3e-4, ProxylessNAS 6e-3), and the logits warm up for a tenth of the training as in FBNet (DARTS not at all).
 */
enum Recipe {
    SOFTMAX("softmax", new Softmax(), 1, 0.5, 1e-3),
    GUMBEL_SOFTMAX("gumbel-softmax", new GumbelSoftmax(), 4, 0.9, 5e-4, new Temperature(5, 0.1, true)),
    GDAS("gdas", new HardGumbel(), 1, 0.5, 1e-3, new Temperature(10, 0.1, false)),
    PROXYLESS("proxyless", new TwoPaths(), 5, 0, 0);

    /** For those that have none. */
    private static final Temperature CONSTANT = new Temperature(1, 1, false);

    private final String word;
    private final Relaxer relaxer;
    private final int every;
    private final double beta1;
    private final double weightDecay;
    private final Optional<Temperature> temperature;

    Recipe(String word, Relaxer relaxer, int every, double beta1, double weightDecay) {
        this(word, relaxer, every, beta1, weightDecay, Optional.empty());
    }

    Recipe(String word, Relaxer relaxer, int every, double beta1, double weightDecay, Temperature temperature) {
        this(word, relaxer, every, beta1, weightDecay, Optional.of(temperature));
    }

    Recipe(
            String word,
            Relaxer relaxer,
            int every,
            double beta1,
            double weightDecay,
            Optional<Temperature> temperature) {
        this.word = word;
        this.relaxer = relaxer;
        this.every = every;
        this.beta1 = beta1;
        this.weightDecay = weightDecay;
        this.temperature = temperature;
    }

    /** Reads the settings of the method that they name. */
    static LogitTraining read(Settings settings) {
        String word = settings.about("how a choice is made soft")
                .choice(
                        "relaxation",
                        GUMBEL_SOFTMAX.word,
                        Arrays.stream(values()).map(recipe -> recipe.word).toList());
        return Arrays.stream(values())
                .filter(recipe -> recipe.word.equals(word))
                .findFirst()
                .orElseThrow()
                .training(settings);
    }

    private LogitTraining training(Settings settings) {
        return new LogitTraining(
                relaxer,
                temperature.map(own -> read(own, settings)).orElse(CONSTANT),
                WarmUp.read(settings, 0.1),
                settings.about("training steps to each step of the logits").integer("logit-every", every, 1, 1_000_000),
                settings.about("learning rate of the logits").number("logit-learning-rate", 0.01, 1e-9, 100),
                beta1,
                settings.about("weight decay of the logits").number("logit-weight-decay", weightDecay, 0, 100));
    }

    private static Temperature read(Temperature own, Settings settings) {
        return new Temperature(
                settings.about("temperature of the choice at first").number("temperature", own.start(), 1e-3, 1e6),
                settings.about("temperature of the choice at last").number("final-temperature", own.end(), 1e-3, 1e6),
                own.geometric());
    }
}
