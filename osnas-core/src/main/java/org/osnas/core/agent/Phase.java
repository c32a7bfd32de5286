package org.osnas.core.agent;

/** The parts of a run, in their order. */
public enum Phase {
    /** Trains the shared weights; counted in training steps. */
    SUPERNET("supernet", "steps"),
    /** Does what a search must do before its first proposal, such as training a generator; counted in its steps. */
    PREPARE("prepare", "steps"),
    /** Scores architectures with them; counted in trials. */
    SEARCH("search", "trials"),
    /** Trains a finalist from scratch; counted in training steps. */
    RETRAIN("retrain", "steps"),
    /** Trains many architectures from scratch, to know their accuracies; counted in trainings. */
    SCRATCH("scratch", "trainings"),
    /** Scores many architectures with the shared weights; counted in architectures. */
    SCORE("score", "architectures"),
    /** Runs the grid of a comparison; counted in searches. */
    COMPARE("compare", "searches");

    private final String word;
    private final String unit;

    Phase(String word, String unit) {
        this.word = word;
        this.unit = unit;
    }

    /** What is counted. */
    public String unit() {
        return unit;
    }

    /** As in {@code result.json} and in messages. */
    public String word() {
        return word;
    }
}
