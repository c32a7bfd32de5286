package org.osnas.core.agent;

import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Exhibiting;
import org.osnas.api.task.Model;
import org.osnas.api.task.TrainingAgent;

/** A training agent whose evaluations keep what is to be shown. */
record ExhibitingAgent(Exhibiting agent) implements TrainingAgent {

    /** The agent so, if it has anything to show. */
    static TrainingAgent of(TrainingAgent agent) {
        return agent instanceof Exhibiting exhibiting ? new ExhibitingAgent(exhibiting) : agent;
    }

    @Override
    public double step(Model model, Batch batch) {
        return agent.step(model, batch);
    }

    @Override
    public Evaluation evaluation() {
        return agent.exhibition();
    }
}
