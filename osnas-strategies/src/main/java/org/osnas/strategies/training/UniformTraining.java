package org.osnas.strategies.training;

import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategyProvider;

/**
 * One path a step, each choice uniform and independent (Guo et al. 2020, "Single path one-shot neural architecture
 * search with uniform sampling", https://arxiv.org/abs/1904.00420). Optionally a path is uniform among the
 * architectures within the run's budget, so that no step is spent on networks that the search may not propose.
 *
 * @param withinBudget whether only paths within the run's budget are trained
 */
public record UniformTraining(boolean withinBudget) implements TrainingStrategy {

    /** Any path. */
    public UniformTraining() {
        this(false);
    }

    @Override
    public boolean readsBudget() {
        return withinBudget;
    }

    @Override
    public TrainingSchedule start(TrainingContext context) {
        ArchitectureSampler sampler = Paths.sampler(context, withinBudget);
        return index ->
                TrainingStep.of(PathChoice.of(sampler.sample(Seeds.generator(context.seed(), "uniform-path", index))));
    }

    /** Registers {@code uniform}. Settings: {@code within-budget} (false). */
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
            boolean withinBudget =
                    settings.about("draw only architectures within the budget").flag("within-budget", false);
            settings.rejectUnknown();
            return new UniformTraining(withinBudget);
        }
    }
}
