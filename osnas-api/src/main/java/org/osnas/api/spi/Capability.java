package org.osnas.api.spi;

import java.util.Set;

/**
 * Something that one strategy needs and something else must give. What is needed is declared, and checked before
 * anything trains. What tasks and data sets can do is said by their types: {@code Distils}, {@code MeanScoring},
 * {@code Divisible}.
 */
public enum Capability {
    /** Logits of the candidates that the training of the supernet learned; a training strategy gives them. */
    TRAINED_LOGITS("architecture logits that the training learned", "Take a training strategy that learns them"),
    /** The loss of a mixture of candidates and its gradient; a supernet gives it, a table of scores does not. */
    RELAXED_MODEL(
            "the loss of mixtures of candidate blocks",
            "Take a search strategy that needs scores only, or search a supernet instead of a table");

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
        return "%s needs %s, which nothing in this run gives. %s.".formatted(who, what, remedy);
    }
}
