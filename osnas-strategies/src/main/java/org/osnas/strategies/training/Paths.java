package org.osnas.strategies.training;

import java.util.random.RandomGenerator;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.training.TrainingContext;

/** Draws and permutations that several strategies use. */
final class Paths {

    private Paths() {}

    /** Uniform draws for a run: among all architectures, or among those within its budget. */
    static ArchitectureSampler sampler(TrainingContext context, boolean withinBudget) {
        return FeasibleSampler.of(context.space(), context.costs(), withinBudget ? context.budget() : Budget.NONE);
    }

    /** Shuffles in place, uniformly (Fisher and Yates). */
    static void shuffle(int[] values, RandomGenerator random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
