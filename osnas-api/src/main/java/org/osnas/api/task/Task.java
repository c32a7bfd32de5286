package org.osnas.api.task;

import org.osnas.api.space.ClassificationHead;
import org.osnas.api.space.TaskHead;

/**
 * What a network is to learn: an immutable configuration, equal to another with the same settings, that starts training
 * agents. What its agents can do beyond training and evaluating is said by their type ({@link Distils},
 * {@link MeanScoring}), which is the same for all agents of a task.
 */
@FunctionalInterface
public interface Task {

    /**
     * A new agent, which shares nothing with other ones. Runs nothing yet.
     *
     * @param compiler makes the criterion of the task run
     */
    TrainingAgent agent(CriterionCompiler compiler);

    /**
     * The end that the task puts on a search space; its outputs are what the agent gets of a model. A linear classifier,
     * if a task does not say otherwise.
     *
     * @param classes of the data
     */
    default TaskHead head(int classes) {
        return new ClassificationHead(classes);
    }

    /** What people call the score of its evaluations, such as {@code accuracy}. */
    default String score() {
        return "score";
    }

    /**
     * Whether networks can learn this from data of a description. Of any, if a task does not say otherwise.
     *
     * @throws org.osnas.api.spi.BadInputException if not, saying what the task needs
     */
    default void requireData(DataDescription data) {}
}
