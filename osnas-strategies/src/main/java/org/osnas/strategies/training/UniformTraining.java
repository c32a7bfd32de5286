package org.osnas.strategies.training;

import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategyProvider;

/**
 * One path a step, each choice uniform and independent (Guo et al. 2020, "Single path one-shot neural architecture
 * search with uniform sampling", https://arxiv.org/abs/1904.00420).
 */
public record UniformTraining() implements TrainingStrategy {

    @Override
    public TrainingSchedule start(TrainingContext context) {
        int[] sizes = context.space().sizes();
        return index -> TrainingStep.of(
                PathChoice.of(Paths.uniform(sizes, Seeds.generator(context.seed(), "uniform-path", index))));
    }

    /** Registers {@code uniform}; it has no settings. */
    public static final class Provider implements TrainingStrategyProvider {
        @Override
        public String name() {
            return "uniform";
        }

        @Override
        public String description() {
            return "one uniform path a step (SPOS, 2020)";
        }

        @Override
        public TrainingStrategy create(Settings settings) {
            settings.rejectUnknown();
            return new UniformTraining();
        }
    }
}
