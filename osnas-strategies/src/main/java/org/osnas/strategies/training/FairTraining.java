package org.osnas.strategies.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
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
 * Strict fairness (Chu, Zhang and Xu 2021, "FairNAS: rethinking evaluation fairness of weight sharing neural
 * architecture search", https://arxiv.org/abs/1907.01845).
 *
 * <p>With m candidates a layer, each step draws a permutation a layer and runs m passes on one batch, pass j taking the
 * j-th of each permutation; the gradients add up and the optimizer steps once. So each candidate gets one gradient a
 * step.
 *
 * <p>The paper has the same m in all layers. Here m is the size of the largest layer. A smaller layer of k candidates
 * deals them out in rounds, {@code 0..k-1, 0..k-1, …}, going on where the step before stopped, and each step shuffles
 * what it was dealt: counts of two candidates of a layer never differ by more than one, and are equal after every
 * {@code k / gcd(k, m)} steps.
 *
 * <p>It cannot keep its paths within a budget: if every candidate is in one of the m paths of a step, these have all the
 * cost of all candidates between them, whatever the budget is; and to leave some out is what fairness forbids.
 */
public record FairTraining() implements TrainingStrategy {

    @Override
    public boolean readsBudget() {
        return false;
    }

    @Override
    public TrainingSchedule start(TrainingContext context) {
        int[] sizes = context.space().sizes();
        int passes = Arrays.stream(sizes).max().orElseThrow();
        return index -> step(sizes, passes, index, Seeds.generator(context.seed(), "fair-permutation", index));
    }

    private static TrainingStep step(int[] sizes, int passes, long index, RandomGenerator random) {
        int[][] dealt = new int[sizes.length][passes];
        for (int l = 0; l < sizes.length; l++) {
            for (int j = 0; j < passes; j++) {
                dealt[l][j] = (int) ((index * passes + j) % sizes[l]);
            }
            Paths.shuffle(dealt[l], random);
        }
        List<PathChoice> paths = new ArrayList<>();
        for (int j = 0; j < passes; j++) {
            int pass = j;
            paths.add(PathChoice.of(Architecture.of(
                    Arrays.stream(dealt).mapToInt(layer -> layer[pass]).toArray())));
        }
        return TrainingStep.of(paths);
    }

    /** Registers {@code fair}; it has no settings. */
    public static final class Provider implements TrainingStrategyProvider {
        @Override
        public String name() {
            return "fair";
        }

        @Override
        public String description() {
            return "every candidate once a step, in as many passes (FairNAS, 2021)";
        }

        @Override
        public TrainingStrategy create(Settings settings) {
            Check.that(
                    !settings.has("within-budget"),
                    "%s: fair trains every candidate equally often, so it cannot keep its paths within a budget. Leave it"
                            + " out, or use uniform, sandwich or progressive.",
                    settings.at("within-budget"));
            settings.rejectUnknown();
            return new FairTraining();
        }
    }
}
