package org.osnas.strategies.training;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategyProvider;

/**
 * The sandwich rule (Yu and Huang 2019, "Universally slimmable networks and improved training techniques",
 * https://arxiv.org/abs/1903.05134): each step trains the dearest path by the lookup table, the cheapest one and some
 * random ones between them, on one batch, with one update.
 *
 * <p>The paper also lets the smaller paths learn from the outputs of the largest. A training step has no place for
 * that, so here all paths learn from the labels.
 *
 * @param random number of uniform paths a step
 * @param metric whose table says what is dear
 */
public record SandwichTraining(int random, String metric) implements TrainingStrategy {

    public SandwichTraining {
        Check.atLeast("random", random, 0);
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if there is no table for the metric
     */
    @Override
    public TrainingSchedule start(TrainingContext context) {
        int[] sizes = context.space().sizes();
        LookupTable table = context.costs().table(metric);
        PathChoice dearest = PathChoice.of(table.argMax());
        PathChoice cheapest = PathChoice.of(table.argMin());
        return index -> {
            RandomGenerator generator = Seeds.generator(context.seed(), "sandwich-paths", index);
            List<PathChoice> passes = new ArrayList<>(List.of(dearest, cheapest));
            for (int i = 0; i < random; i++) {
                passes.add(PathChoice.of(Paths.uniform(sizes, generator)));
            }
            return TrainingStep.of(passes);
        };
    }

    /** Registers {@code sandwich}. Settings: {@code random} (2), {@code metric} (macs). */
    public static final class Provider implements TrainingStrategyProvider {
        @Override
        public String name() {
            return "sandwich";
        }

        @Override
        public String description() {
            return "the dearest, the cheapest and random paths in every step (2019), without distillation";
        }

        @Override
        public TrainingStrategy create(Settings settings) {
            int random = settings.integer("random", 2, 0, 1000);
            String metric = settings.text("metric", "macs");
            settings.rejectUnknown();
            return new SandwichTraining(random, metric);
        }
    }
}
