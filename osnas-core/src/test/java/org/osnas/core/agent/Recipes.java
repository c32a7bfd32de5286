package org.osnas.core.agent;

import java.util.List;
import java.util.Optional;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.agent.OptimizerSettings.RateSchedule;
import org.osnas.core.agent.RetrainSettings.Distillation;
import org.osnas.core.agent.RetrainSettings.From;
import org.osnas.core.agent.RetrainSettings.Recipe;
import org.osnas.core.agent.RetrainSettings.Teacher;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.TinyTask;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.engine.optim.OptimizerConfig.Rule;

/** Trainings with recipes, which {@link RecipeTest} and {@link RecipeRulesTest} share. */
final class Recipes {

    static final SearchSpace SPACE = TinyTask.space();
    static final Architecture ARCHITECTURE = Architecture.of(0, 0, 1);

    private Recipes() {}

    /** No schedule, so that a training is the beginning of a longer one. */
    static RetrainSettings steps(int steps) {
        return steps(steps, RateSchedule.CONSTANT, Rule.SGD);
    }

    static RetrainSettings steps(int steps, RateSchedule schedule, Rule rule) {
        OptimizerSettings optimizer = new OptimizerSettings(
                0.05, 0.9, 1e-4, OptimizerConfig.Decayed.KERNELS, 5, schedule, 0, 0.1, Optional.of(0), rule, 0.9);
        return new RetrainSettings(From.SCRATCH, Steps.of(steps), optimizer, 1);
    }

    static Recipe recipe(double average, int accumulate, double dropPath) {
        return new Recipe(average, accumulate, dropPath, Optional.empty());
    }

    static Recipe taughtBy(Teacher teacher) {
        return new Recipe(0, 1, 0, Optional.of(new Distillation(teacher, Optional.empty(), 0.5)));
    }

    static Run run(SearchSpace space, RetrainSettings settings) {
        return TinyRuns.run(space, BatchNormMode.RECALIBRATE).retrain(settings).checkpointEvery(4);
    }

    /** Without residual branches and statistics. */
    static SearchSpace withoutNormalisation() {
        return SearchSpace.classifier(
                "plain",
                TinyTask.INPUT,
                TinyTask.CLASSES,
                Block.sequence("stem", Conv2d.of(2, 4, 3, 1), Activation.relu6(4)),
                List.of(ChoiceLayer.of(
                        Block.sequence("a", Conv2d.of(4, 6, 3, 2), Activation.relu6(6)),
                        Block.sequence("b", Conv2d.of(4, 6, 1, 2), Activation.relu6(6)))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(6, TinyTask.CLASSES, true)));
    }
}
