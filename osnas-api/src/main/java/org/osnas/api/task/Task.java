package org.osnas.api.task;

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
}
