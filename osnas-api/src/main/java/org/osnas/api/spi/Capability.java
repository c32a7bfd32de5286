package org.osnas.api.spi;

import java.util.Set;

/**
 * Something that one component of a run needs and another must give. What is needed is declared, and checked before
 * anything trains.
 */
public enum Capability {
    /** Logits of the candidates that the training of the supernet learned; a training strategy gives them. */
    TRAINED_LOGITS(
            "architecture logits that the training learned",
            "Take a training strategy that learns them, such as supernet.strategy: differentiable"),
    /** The loss of a mixture of candidates and its gradient; a supernet gives it, a table of scores does not. */
    RELAXED_MODEL(
            "the loss of mixtures of candidate blocks",
            "Take a search strategy that needs scores only, or search a supernet instead of a table"),
    /** Learning from the outputs of another network; a task gives it. */
    SOFT_TARGETS(
            "a task that learns from the outputs of another network",
            "Take the task image-classification, or a training strategy without distillation"),
    /** Knowing from some examples how far the score of all can be; a task gives it. */
    MEAN_SCORE(
            "a task whose score is the mean of one value an example within a known range",
            "Take the task image-classification, or leave search.early-stop out"),
    /** A part of the training examples that the weights do not learn from; a data set gives it. */
    HELD_OUT_DATA(
            "a data set that can hold out a part of its training examples",
            "Take another data set, or strategies that learn no mixtures");

    private final String what;
    private final String remedy;

    Capability(String what, String remedy) {
        this.what = what;
        this.remedy = remedy;
    }

    /**
     * Checks that everything needed is given.
     *
     * @param who needs it, to begin the message with: {@code search strategy 'differentiable'}
     */
    public static void require(String who, Set<Capability> needed, Set<Capability> given) {
        for (Capability capability : values()) {
            if (needed.contains(capability) && !given.contains(capability)) {
                throw new MissingCapabilityException(capability, who);
            }
        }
    }

    String message(String who) {
        return "%s needs %s, which nothing in this configuration gives. %s.".formatted(who, what, remedy);
    }
}
