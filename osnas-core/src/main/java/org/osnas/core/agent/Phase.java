package org.osnas.core.agent;

/** The parts of a run, in their order. */
public enum Phase {
    /** Trains the shared weights; counted in training steps. */
    SUPERNET("supernet"),
    /** Scores architectures with them; counted in trials. */
    SEARCH("search"),
    /** Trains a finalist from scratch; counted in training steps. */
    RETRAIN("retrain");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /** As in {@code result.json} and in messages. */
    public String word() {
        return word;
    }
}
