package org.osnas.strategies.training;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
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
 * @param stages how many
 * @param metric whose table orders the candidates
 */
public record ProgressiveTraining(int stages, String metric) implements TrainingStrategy {

    public ProgressiveTraining {
        Check.atLeast("stages", stages, 1);
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if there is no table for the metric
     */
    @Override
    public TrainingSchedule start(TrainingContext context) {
        int[][] order = dearestFirst(context.costs().table(metric));
        return index -> {
            int[] open = open(context.space().sizes(), stage(index, context.steps()));
            int[] choices = Paths.uniform(open, Seeds.generator(context.seed(), "progressive-path", index))
                    .toArray();
            for (int l = 0; l < choices.length; l++) {
                choices[l] = order[l][choices[l]];
            }
            return TrainingStep.of(PathChoice.of(Architecture.of(choices)));
        };
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

    /** Registers {@code progressive}. Settings: {@code stages} (3), {@code metric} (macs). */
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
            int stages = settings.integer("stages", 3, 1, 1000);
            String metric = settings.text("metric", "macs");
            settings.rejectUnknown();
            return new ProgressiveTraining(stages, metric);
        }
    }
}
