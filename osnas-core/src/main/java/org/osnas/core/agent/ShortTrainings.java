package org.osnas.core.agent;

import java.util.List;
import org.osnas.api.random.Seeds;
import org.osnas.api.score.ScratchNetworks;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.evaluation.SupernetEvaluator;
import org.osnas.core.internal.weights.NotANumberException;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.LearningTask;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetOptimizer;
import org.osnas.engine.internal.optim.Schedule;

/**
 * Short trainings of single architectures, with first weights, data and optimizer as {@link Retraining} has them. They
 * keep no checkpoint: what a stop interrupts is trained again.
 */
record ShortTrainings(Run run, StopSignal stop) implements ScratchNetworks {

    @Override
    public Training begin(Architecture architecture, int steps) {
        stop.check();
        return new One(architecture, steps);
    }

    /** One network, as far as it is trained. */
    private final class One implements Training {

        private final LearningTask task;
        private final Supernet network;
        private final Architecture only;
        private final SupernetOptimizer optimizer;
        private final Schedule rates;
        private final int steps;
        private int done;
        private boolean failed;

        One(Architecture architecture, int steps) {
            long seed = Seeds.derive(run.seed(), "retrain", 0);
            OptimizerSettings settings = run.retrain().optimizer();
            SearchSpace alone = run.space().restrictTo(run.space().canonical(architecture));
            this.steps = steps;
            task = run.supernetPlan().learningTask(seed);
            network = Supernet.create(alone, seed);
            network.stopOn(stop);
            only = Architecture.of(new int[alone.depth()]);
            optimizer = new SupernetOptimizer(network, task, settings.sgd());
            rates = settings.rates(steps);
        }

        @Override
        public int done() {
            return done;
        }

        @Override
        public void to(int step) {
            int end = Math.min(step, steps);
            if (failed || done >= end) {
                return;
            }
            TrainingStep passes = TrainingStep.of(PathChoice.of(only));
            try (Dataflow.BatchStream batches = run.data().training(done)) {
                while (done < end) {
                    stop.check();
                    try (Batch batch = stop.await(batches::next)) {
                        optimizer.step(passes, batch, rates.rate(done));
                        done++;
                    }
                }
            } catch (NotANumberException e) {
                failed = true;
            }
            // Many may be trained side by side: what they work with is made again.
            network.close();
        }

        @Override
        public double score() {
            if (failed) {
                return Double.NaN;
            }
            double score = new SupernetEvaluator(
                            network,
                            run.data(),
                            task.agent(),
                            BatchNormMode.RECALIBRATE,
                            run.supernet().recalibrationBatches())
                    .evaluate(List.of(only), Split.VALIDATION)
                    .get(0)
                    .score();
            network.close();
            return score;
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
