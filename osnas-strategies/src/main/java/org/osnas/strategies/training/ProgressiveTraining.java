package org.osnas.strategies.training;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.Combination;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.cost.Range;
import org.osnas.api.cost.UnreachableBudgetException;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategyProvider;

/**
 * Opens the candidates in stages, the largest first, after the progressive shrinking of once-for-all (Cai et al. 2020,
 * "Once-for-all: train one network and specialize it for efficient deployment", https://arxiv.org/abs/1908.09791).
 *
 * <p>The training is divided into equal stages. In stage s of S, from 1, each layer of m candidates draws uniformly
 * among its {@code ceil(m * s / S)} dearest ones by the lookup table; the last stage has all. The paper shrinks kernel
 * size, depth and width in turn; blocks here are whole candidates, so their cost gives the order.
 *
 * <p>Optionally paths are uniform among those of open candidates that are within the run's budget. As long as the dearest
 * candidates alone have none, the first stage that has some takes the place of those before it.
 *
 * @param stages how many
 * @param metric whose table orders the candidates
 * @param withinBudget whether only paths within the run's budget are trained
 */
public record ProgressiveTraining(int stages, String metric, boolean withinBudget) implements TrainingStrategy {

    private static final Metric CLOSED = new Metric("closed-candidates", "", Combination.MAX);

    public ProgressiveTraining {
        Check.atLeast("stages", stages, 1);
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
        int[][] order = dearestFirst(context.costs().table(metric));
        Map<Integer, ArchitectureSampler> samplers = new ConcurrentHashMap<>();
        return index -> {
            ArchitectureSampler sampler =
                    samplers.computeIfAbsent(stage(index, context.steps()), stage -> sampler(context, order, stage));
            RandomGenerator random = Seeds.generator(context.seed(), "progressive-path", index);
            return TrainingStep.of(PathChoice.of(sampler.sample(random)));
        };
    }

    /** Draws of a stage, or of the first later one that has an architecture within the budget. */
    private ArchitectureSampler sampler(TrainingContext context, int[][] order, int stage) {
        CostModel costs = context.costs().with(closed(context.space(), order, stage));
        Map<String, Range> ranges =
                new HashMap<>(withinBudget ? context.budget().ranges() : Map.of());
        ranges.put(CLOSED.name(), Range.atMost(0));
        try {
            return FeasibleSampler.of(context.space(), costs, new Budget(ranges));
        } catch (UnreachableBudgetException e) {
            if (stage == stages) {
                throw e;
            }
            return sampler(context, order, stage + 1);
        }
    }

    /** A peak that is 0 for architectures of open candidates only. */
    private LookupTable closed(SearchSpace space, int[][] order, int stage) {
        int[] open = open(space.sizes(), stage);
        double[][] cost = new double[order.length][];
        for (int l = 0; l < cost.length; l++) {
            cost[l] = new double[order[l].length];
            for (int i = open[l]; i < order[l].length; i++) {
                cost[l][order[l][i]] = 1;
            }
        }
        return LookupTable.of(CLOSED, 0, cost, space);
    }

    /** Stage of a step, from 1. */
    private int stage(long index, long steps) {
        return (int) Math.min(stages, 1 + index * stages / steps);
    }

    /** Number of open candidates of each layer. */
    private int[] open(int[] sizes, int stage) {
        int[] open = new int[sizes.length];
        for (int l = 0; l < sizes.length; l++) {
            open[l] = (sizes[l] * stage + stages - 1) / stages;
        }
        return open;
    }

    private static int[][] dearestFirst(LookupTable table) {
        return IntStream.range(0, table.depth())
                .mapToObj(l -> IntStream.range(0, table.size(l))
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer c) -> -table.blockCost(l, c)))
                        .mapToInt(c -> c)
                        .toArray())
                .toArray(int[][]::new);
    }

    /** Registers {@code progressive}. Settings: {@code stages} (3), {@code metric} (macs), {@code within-budget} (false). */
    public static final class Provider implements TrainingStrategyProvider {
        @Override
        public String name() {
            return "progressive";
        }

        @Override
        public String description() {
            return "uniform paths; candidates open in stages, the largest first";
        }

        @Override
        public TrainingStrategy create(Settings settings) {
            int stages = settings.about("steps by which the space is widened").integer("stages", 3, 1, 1000);
            String metric = settings.about("cost by which architectures are small or large")
                    .text("metric", "macs");
            boolean withinBudget =
                    settings.about("draw only architectures within the budget").flag("within-budget", false);
            settings.rejectUnknown();
            return new ProgressiveTraining(stages, metric, withinBudget);
        }
    }
}
