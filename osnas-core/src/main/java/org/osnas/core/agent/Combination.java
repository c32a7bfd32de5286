package org.osnas.core.agent;

import java.util.EnumSet;
import java.util.Set;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.spi.Capability;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.config.RunConfig;

/** Whether the components of a run can work together: each gets what it needs from another one. */
record Combination(RunConfig config, TrainingStrategy trainer, SearchStrategy searcher, TrainingAgent task) {

    /**
     * @throws org.osnas.api.spi.MissingCapabilityException naming who needs what, and what to do
     */
    void check() {
        Capability.require(
                "Training strategy '%s'".formatted(config.supernet().strategy().name()),
                trainer.requires(),
                task.provides());
        Set<Capability> given = EnumSet.of(Capability.RELAXED_MODEL);
        given.addAll(trainer.provides());
        Capability.require(
                "Search strategy '%s'".formatted(config.search().strategy().name()), searcher.requires(), given);
    }

    /** Whether examples have to be held out, for mixtures to learn from. */
    boolean learnsMixtures() {
        return trainer.provides().contains(Capability.TRAINED_LOGITS)
                || searcher.requires().contains(Capability.RELAXED_MODEL);
    }
}
