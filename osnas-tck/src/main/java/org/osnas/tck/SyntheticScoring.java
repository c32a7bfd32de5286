package org.osnas.tck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.CostModel;
import org.osnas.api.random.Seeds;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScratchNetworks;
import org.osnas.api.score.UntrainedNetworks;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Weight;

/**
 * What a run gives to a scorer, without any network: the supernet and long trainings say what a landscape says, short
 * trainings say less of it, and fresh weights are small and random. Keeps count of what it was asked for. Not thread-safe.
 */
public final class SyntheticScoring implements ScoringContext {

    private static final int WEIGHTS = 4;
    private static final int EXAMPLES = 6;
    private static final int UNITS = 20;

    private final SearchSetting setting = SearchSetting.ROOMY;
    private final SyntheticLandscape landscape = setting.landscape();
    private final long seed;
    private boolean supernetAsked;
    private long steps;
    private int open;

    /**
     * @param seed of all that is drawn
     */
    public SyntheticScoring(long seed) {
        this.seed = seed;
    }

    /** Different architectures within the budget, the same for all seeds. */
    public List<Architecture> architectures(int count) {
        return setting.sampler().feasible().stream()
                .filter(a -> setting.space().canonical(a).equals(a))
                .limit(count)
                .toList();
    }

    /** Whether the supernet was asked for. */
    public boolean supernetAsked() {
        return supernetAsked;
    }

    /** Steps of all trainings so far. */
    public long steps() {
        return steps;
    }

    /** Trainings that were begun and not closed. */
    public int open() {
        return open;
    }

    @Override
    public SearchSpace space() {
        return setting.space();
    }

    @Override
    public CostModel costs() {
        return setting.costs();
    }

    @Override
    public ArchitectureSampler sampler() {
        return setting.sampler();
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public Scorer supernet(Optional<String> metric) {
        supernetAsked = true;
        return Scorer.each(landscape);
    }

    private RandomGenerator random(String purpose, Architecture architecture) {
        return Seeds.generator(seed, purpose + architecture, 0);
    }

    @Override
    public UntrainedNetworks untrained() {
        return new UntrainedNetworks() {
            @Override
            public List<Slope> ofLoss(Architecture architecture) {
                RandomGenerator random = random("loss", architecture);
                float[] values = new float[WEIGHTS];
                float[] gradient = new float[WEIGHTS];
                for (int i = 0; i < WEIGHTS; i++) {
                    values[i] = (float) random.nextGaussian();
                    gradient[i] = (float) random.nextGaussian();
                }
                Weight weight = new Weight("w", List.of(2, 2), Weight.Role.DENSE);
                return List.of(new Slope(weight, values, gradient));
            }

            @Override
            public List<Slope> ofFlow(Architecture architecture) {
                return ofLoss(architecture);
            }

            @Override
            public Activity activity(Architecture architecture) {
                RandomGenerator random = random("activity", architecture);
                List<BitSet> examples = new ArrayList<>();
                for (int e = 0; e < EXAMPLES; e++) {
                    BitSet active = new BitSet();
                    for (int u = 0; u < UNITS; u++) {
                        active.set(u, random.nextBoolean());
                    }
                    examples.add(active);
                }
                return new Activity(UNITS, examples);
            }
        };
    }

    @Override
    public ScratchNetworks fromScratch() {
        return (architecture, length) -> {
            open++;
            double noise = random("training", architecture).nextGaussian();
            return new ScratchNetworks.Training() {
                private int done;

                @Override
                public int done() {
                    return done;
                }

                @Override
                public void to(int step) {
                    int before = done;
                    done = Math.max(done, Math.min(step, length));
                    steps += done - before;
                }

                @Override
                public double score() {
                    double share = (double) done / length;
                    return share * landscape.truth(architecture) + 0.1 * (1 - share) * noise;
                }

                @Override
                public void close() {
                    open--;
                }
            };
        };
    }
}
