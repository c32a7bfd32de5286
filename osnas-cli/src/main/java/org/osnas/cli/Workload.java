package org.osnas.cli;

import org.osnas.api.task.Split;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.RetrainSettings.From;
import org.osnas.core.agent.RetrainSettings.Keep;
import org.osnas.core.agent.RetrainSettings.Teacher;
import org.osnas.core.agent.Run;
import org.osnas.core.supernet.BatchNormMode;

/**
 * How much a run computes at most: batches that networks learn from, and images that only run forward. Trials that are
 * scored together read a batch once; here it counts for each. What a patience or a time limit leaves out counts too.
 *
 * @param supernetSteps of the supernet, each on one batch
 * @param scoredImages to score all trials by the supernet, with those that set their statistics
 * @param networks that are trained, or only evaluated, after the search
 * @param networkBatches to train one network
 * @param validatedImages while one network trains, with those that set the statistics of averaged weights
 * @param taughtImages that a teacher runs forward while one network trains
 * @param evaluatedImages at the end of one network
 * @param inheritedImages to set the statistics of all networks that are taken from the supernet
 */
record Workload(
        long supernetSteps,
        long scoredImages,
        int networks,
        long networkBatches,
        long validatedImages,
        long taughtImages,
        long evaluatedImages,
        long inheritedImages) {

    /**
     * @param trained whether another run trained the supernet
     */
    static Workload of(Run run, boolean trained) {
        RetrainSettings retrain = run.retrain();
        long validation = run.data().size(Split.VALIDATION);
        long calibration =
                (long) run.supernet().recalibrationBatches() * run.data().batchSize();
        long ownStatistics = run.supernet().batchNorm() == BatchNormMode.RECALIBRATE ? calibration : 0;
        boolean trains = retrain.from() != From.NONE;
        long steps = trains ? retrain.steps(run.data()) : 0;
        long batches = steps * retrain.recipe().accumulate();
        long averaged = trains && retrain.recipe().average() > 0 ? calibration : 0;
        boolean taught = trains && retrain.recipe().distillation().isPresent();
        int networks = Math.min(retrain.finalists(), run.search().trials());
        return new Workload(
                run.wantsSupernet() && !trained
                        ? run.supernet().length().steps(run.data().batchesPerEpoch())
                        : 0,
                run.wantsSupernet() ? run.search().trials() * (validation + ownStatistics) : 0,
                networks,
                batches,
                validations(run, steps) * (validation + averaged)
                        + (retrain.selection().keep() == Keep.LAST ? averaged : 0),
                taught ? batches * run.data().batchSize() : 0,
                validation + run.data().size(Split.TEST),
                run.wantsSupernet() && run.supernet().batchNorm() != BatchNormMode.INHERITED
                        ? inherited(retrain, networks) * calibration
                        : 0);
    }

    /** While one network trains: every so many steps, and after the last. */
    private static long validations(Run run, long steps) {
        long every = run.retrain().stepsBetweenValidations(run.data());
        return every == 0 ? 0 : (steps + every - 1) / every;
    }

    /** How many networks are taken from the supernet: all that are chosen, and the largest if they learn from it. */
    private static int inherited(RetrainSettings retrain, int networks) {
        boolean largest = retrain.from() != From.NONE
                && retrain.recipe()
                        .distillation()
                        .filter(d -> d.teacher() == Teacher.LARGEST)
                        .isPresent();
        return networks + (largest ? 1 : 0);
    }
}
