package org.osnas.strategies.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.RelaxedModel;
import org.osnas.api.search.SearchContext;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.MissingCapabilityException;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.Relaxation;
import org.osnas.spaces.FbnetS;

class GeneratorSearchTest {

    private static final SearchSpace SPACE =
            new FbnetS().create(new Shape(32, 32, 3), Settings.empty()).classifier(100);
    private static final CostModel COSTS = CostModel.analytic(SPACE);
    private static final LookupTable MACS = COSTS.table("macs");
    /** From a tenth to nine tenths of what is reachable. */
    private static final Budget BUDGET = Budget.of(Metric.MACS, at(0.1), at(0.9));

    private static final FeasibleSampler SAMPLER = FeasibleSampler.of(SPACE, COSTS, BUDGET);
    private static final int TARGETS = 20;

    private static double at(double position) {
        return MACS.min() + position * (MACS.max() - MACS.min());
    }

    /** Losses of the candidates, which add up: dear blocks help, and each has a luck of its own. */
    private static double[][] losses() {
        RandomGenerator random = Seeds.generator(5, "losses", 0);
        double[][] losses = new double[MACS.depth()][];
        for (int l = 0; l < losses.length; l++) {
            losses[l] = new double[MACS.size(l)];
            for (int c = 0; c < losses[l].length; c++) {
                losses[l][c] = 0.05 * random.nextGaussian() - 0.5 * MACS.blockCost(l, c) / (MACS.max() - MACS.min());
            }
        }
        return losses;
    }

    private static double loss(double[][] losses, Architecture architecture) {
        double loss = 0;
        for (int l = 0; l < losses.length; l++) {
            loss += losses[l][architecture.choice(l)];
        }
        return loss;
    }

    private static SearchContext context(RelaxedModel model, long seed) {
        return new SearchContext(SPACE, COSTS, BUDGET, SAMPLER, TARGETS, seed).withRelaxed(model);
    }

    private static GeneratorSession session(int steps, RelaxedModel model, long seed) {
        Map<String, Object> settings = Map.of("steps", steps);
        return (GeneratorSession) new GeneratorSearch.Provider()
                .create(Settings.of("architecture-generator", settings))
                .start(context(model, seed));
    }

    private static List<Architecture> proposals(GeneratorSession session) {
        while (session.preparation().done() < session.preparation().steps()) {
            session.preparation().step();
        }
        List<Architecture> proposals = new ArrayList<>();
        for (Optional<Architecture> next = session.propose(); next.isPresent(); next = session.propose()) {
            proposals.add(next.get());
        }
        return proposals;
    }

    private static long meeting(double[] targets, List<Architecture> architectures) {
        long meeting = 0;
        for (int i = 0; i < targets.length; i++) {
            meeting += Math.abs(MACS.cost(architectures.get(i)) / targets[i] - 1) <= 0.02 ? 1 : 0;
        }
        return meeting;
    }

    @Test
    void trainedOnceItMeetsTwentyTargetsWithGoodArchitectures() {
        double[][] losses = losses();
        AtomicInteger calls = new AtomicInteger();
        RelaxedModel model = mixture -> {
            calls.incrementAndGet();
            double loss = 0;
            for (int l = 0; l < losses.length; l++) {
                for (int c = 0; c < losses[l].length; c++) {
                    loss += mixture.weight(l, c) * losses[l][c];
                }
            }
            return new Relaxation(loss, losses);
        };
        GeneratorSession trained = session(60, model, 1);
        List<Architecture> proposals = proposals(trained);
        double[] targets = trained.targets();
        long rawMeeting = meeting(targets, trained.unrepaired());
        double[] rawCosts =
                trained.unrepaired().stream().mapToDouble(MACS::cost).toArray();
        double correlation = new SpearmansCorrelation().correlation(targets, rawCosts);
        GeneratorSession untrained = session(0, model, 1);
        List<Architecture> blind = proposals(untrained);
        double trainedLoss =
                proposals.stream().mapToDouble(a -> loss(losses, a)).average().orElseThrow();
        double blindLoss =
                blind.stream().mapToDouble(a -> loss(losses, a)).average().orElseThrow();
        assertThat(proposals).hasSize(TARGETS).doesNotHaveDuplicates().allMatch(a -> COSTS.within(a, BUDGET));
        assertThat(meeting(targets, proposals)).as("of 20 targets met").isGreaterThanOrEqualTo(19);
        assertThat(rawMeeting).as("of 20 targets met before the repair").isGreaterThanOrEqualTo(19);
        assertThat(correlation).as("of targets and costs before the repair").isGreaterThan(0.99);
        assertThat(trainedLoss)
                .as("mean loss, of a network that was not trained %s", blindLoss)
                .isLessThan(blindLoss - 0.03);
    }

    @Test
    void trainsTheSameFromTheSameSeed() {
        RelaxedModel model = mixture -> new Relaxation(0, losses());
        List<Architecture> first = proposals(session(3, model, 4));
        assertThat(proposals(session(3, model, 4))).isEqualTo(first);
        assertThat(proposals(session(3, model, 5))).isNotEqualTo(first);
    }

    @Test
    void isRefusedWithoutASupernet() {
        SearchContext scoresOnly = new SearchContext(SPACE, COSTS, BUDGET, SAMPLER, TARGETS, 1);
        assertThatThrownBy(() ->
                        new GeneratorSearch.Provider().create(Settings.empty()).start(scoresOnly))
                .isInstanceOf(MissingCapabilityException.class)
                .hasMessageContaining("architecture-generator");
    }
}
