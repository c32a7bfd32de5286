package org.osnas.core.agent;

import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.TrainingStrategy.TrainingSchedule;
import org.osnas.core.run.Identity;
import org.osnas.core.supernet.LearningTask;

/**
 * A supernet to be trained.
 *
 * @param schedule the passes of every step; one that learns needs held-out data
 * @param identity what determines its bits
 * @param seed of the run: first weights, dropout and held-out batches follow from it
 * @param checkpointEverySteps training steps between two checkpoints
 */
record SupernetTraining(
        SearchSpace space,
        LearningTask task,
        SupernetData data,
        SupernetSettings settings,
        TrainingSchedule schedule,
        Identity identity,
        long seed,
        int checkpointEverySteps) {

    /** The same training, whose scores are computed as these settings say. */
    SupernetTraining scoredWith(SupernetSettings scoring, SupernetData examples) {
        SupernetSettings both = new SupernetSettings(
                settings.length(),
                settings.optimizer(),
                settings.heldOut(),
                settings.initialization(),
                scoring.batchNorm(),
                scoring.recalibrationBatches());
        return new SupernetTraining(space, task, examples, both, schedule, identity, seed, checkpointEverySteps);
    }

    /** Its length. */
    public long steps() {
        return settings.length().steps(data.training().batchesPerEpoch());
    }
}
