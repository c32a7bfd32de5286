package org.osnas.api.task;

import org.osnas.api.spi.MissingAbilityException;

/** A training agent whose scores are means over examples, so that some examples say how far the score of all can be. */
public interface MeanScoring extends TrainingAgent {

    @Override
    MeanScored evaluation();

    /**
     * The agent as one whose scores are means.
     *
     * @param who needs it, to begin the message with
     * @throws MissingAbilityException if they are not
     */
    static MeanScoring require(String who, TrainingAgent agent) {
        if (agent instanceof MeanScoring scoring) {
            return scoring;
        }
        throw new MissingAbilityException(
                MeanScoring.class,
                who,
                "a task whose score is the mean of one value an example within a known range",
                "Take another task, or let no scoring stop early");
    }
}
