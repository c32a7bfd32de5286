package org.osnas.strategies.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.Divergence;
import org.osnas.api.training.Pass;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Target;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategyProvider;

/**
 * The sandwich rule with in-place distillation (Yu and Huang 2019, "Universally slimmable networks and improved training
 * techniques", https://arxiv.org/abs/1903.05134; so in BigNAS, Yu et al. 2020, https://arxiv.org/abs/2003.11142).
 *
 * <p>Each step trains the dearest path by the lookup table, the cheapest one and some random ones between them, on one
 * batch, with one update. The dearest learns from the labels, all others from its outputs alone, as constants. Dropout
 * takes part in the dearest alone: smaller networks do not overfit what a teacher tells them (BigNAS, section 3; so in
 * AlphaNet, Wang et al. 2021, https://arxiv.org/abs/2102.07954).
 *
 * @param random number of uniform paths a step
 * @param metric whose table says what is dear
 * @param withinBudget whether the random paths are drawn within the run's budget; the ends stay those of the space
 * @param distillation how the others learn from the dearest; empty if they learn from the labels, too
 * @param dropout whether dropout takes part in all paths, not in the dearest alone
 */
public record SandwichTraining(
        int random, String metric, boolean withinBudget, Optional<Divergence> distillation, boolean dropout)
        implements TrainingStrategy {

    private static final int TEACHER = 0;

    public SandwichTraining {
        Check.atLeast("random", random, 0);
    }

    @Override
    public boolean distils() {
        return distillation.isPresent();
    }

    @Override
    public boolean readsBudget() {
        return withinBudget || !CostModel.isAnalytic(metric);
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if there is no table for the metric
     */
    @Override
    public TrainingSchedule start(TrainingContext context) {
        ArchitectureSampler sampler = Paths.sampler(context, withinBudget);
        LookupTable table = context.costs().table(metric);
        Target soft =
                distillation.<Target>map(d -> new Target.SoftLabels(TEACHER, d)).orElse(new Target.Labels());
        Pass dearest = Pass.of(PathChoice.of(table.argMax()));
        Pass cheapest = new Pass(PathChoice.of(table.argMin()), soft, dropout);
        return index -> {
            RandomGenerator generator = Seeds.generator(context.seed(), "sandwich-paths", index);
            List<Pass> passes = new ArrayList<>(List.of(dearest, cheapest));
            for (int i = 0; i < random; i++) {
                passes.add(new Pass(PathChoice.of(sampler.sample(generator)), soft, dropout));
            }
            return new TrainingStep(passes);
        };
    }

    /**
     * Registers {@code sandwich}. Settings: {@code random} (2), {@code metric} (macs), {@code within-budget} (false),
     * {@code distillation} (kl, or alpha, or none); for alpha also {@code alpha-min} (-1), {@code alpha-max} (1) and {@code clip} (5), those of
     * AlphaNet; {@code dropout} (dearest, or all paths).
     */
    public static final class Provider implements TrainingStrategyProvider {
        @Override
        public String name() {
            return "sandwich";
        }

        @Override
        public String description() {
            return "the dearest path teaches the cheapest and random ones in every step (BigNAS, 2020; AlphaNet, 2021)";
        }

        @Override
        public TrainingStrategy create(Settings settings) {
            int random = settings.about("architectures in a step beside the smallest and the largest")
                    .integer("random", 2, 0, 1000);
            String metric = settings.about("cost by which architectures are small or large")
                    .text("metric", "macs");
            boolean withinBudget =
                    settings.about("draw only architectures within the budget").flag("within-budget", false);
            Optional<Divergence> distillation = distillation(settings);
            boolean dropout = settings.about("whether the largest alone is trained with dropout, or all")
                    .choice("dropout", "dearest", List.of("dearest", "all"))
                    .equals("all");
            settings.rejectUnknown();
            return new SandwichTraining(random, metric, withinBudget, distillation, dropout);
        }

        private static Optional<Divergence> distillation(Settings settings) {
            return switch (settings.about("how the others learn from the largest")
                    .choice("distillation", "kl", List.of("kl", "alpha", "none"))) {
                case "kl" -> Optional.of(new Divergence.KullbackLeibler());
                case "alpha" ->
                    Optional.of(new Divergence.AdaptiveAlpha(
                            settings.about("least alpha of the divergence").number("alpha-min", -1, -10, 10),
                            settings.about("largest alpha of the divergence").number("alpha-max", 1, -10, 10),
                            settings.about("bound of the weights of the divergence")
                                    .number("clip", 5, 1e-3, 1e6)));
                default -> Optional.empty();
            };
        }
    }
}
