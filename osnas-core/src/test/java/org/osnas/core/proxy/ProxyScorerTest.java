package org.osnas.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.UnknownNameException;
import org.osnas.api.task.Batch;
import org.osnas.api.training.PathChoice;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.TinyTask;
import org.osnas.core.weights.Initialization;

class ProxyScorerTest {

    private static final long SEED = 5;
    private static final Architecture NARROW = Architecture.of(0);
    private static final Architecture DEEP = Architecture.of(1);

    /** 1×1 convolutions, so that paths through the network can be counted: 2 → 3 → 4 or 3 → 2 → 4 → classes. */
    private final SearchSpace space = SearchSpace.classifier(
            "chain",
            TinyTask.INPUT,
            TinyTask.CLASSES,
            Block.sequence("stem", Conv2d.of(2, 3, 1, 1), BatchNorm.of(3), Activation.relu6(3)),
            List.of(ChoiceLayer.of(
                    Block.sequence("narrow", Conv2d.of(3, 4, 1, 1), BatchNorm.of(4), Activation.relu6(4)),
                    Block.sequence(
                            "deep", Conv2d.of(3, 2, 1, 1), BatchNorm.of(2), Conv2d.of(2, 4, 1, 1), BatchNorm.of(4)))),
            Block.sequence("head", new GlobalAveragePool(), new Linear(4, TinyTask.CLASSES, true)));

    private double score(Proxy proxy, Architecture architecture) {
        try (Batch batch = TinyTask.batch(1, 8)) {
            return new ProxyScorer(proxy, space, CostModel.analytic(space), new TinyTask.Agent(), batch, SEED)
                    .score(List.of(architecture))
                    .get(0);
        }
    }

    private Supernet fresh(Architecture architecture) {
        return Supernet.create(space.restrictTo(architecture), Initialization.STANDALONE, SEED);
    }

    /** A layer's weights times their gradients add up to the output, so each layer adds the sum of all paths. */
    @Test
    void synflowIsTheSumOfAllPathsForEachLayer() {
        assertThat(score(Proxy.SYNFLOW, NARROW)).isCloseTo(3 * paths(NARROW), within(1e-4 * paths(NARROW)));
        assertThat(score(Proxy.SYNFLOW, DEEP)).isCloseTo(4 * paths(DEEP), within(1e-4 * paths(DEEP)));
    }

    private double paths(Architecture architecture) {
        double[] values = {1, 1};
        try (Supernet network = fresh(architecture)) {
            for (SharedBlock block : network.network().blocks()) {
                for (int i = 0; i < block.weights().count(); i++) {
                    Weight.Role role = block.block().weights().get(i).role();
                    if (role == Weight.Role.KERNEL || role == Weight.Role.DENSE) {
                        values = times(values, block.weights().values().get(i));
                    }
                }
            }
        }
        return Arrays.stream(values).sum();
    }

    /** Weights are {@code [in][out]}, row by row. */
    private static double[] times(double[] values, float[] weights) {
        int out = weights.length / values.length;
        double[] next = new double[out];
        for (int i = 0; i < values.length; i++) {
            for (int o = 0; o < out; o++) {
                next[o] += values[i] * Math.abs(weights[i * out + o]);
            }
        }
        return next;
    }

    /** By the loss itself, each weight moved a little to both sides. */
    @Test
    void thoseOfTheLossFollowFiniteDifferences() {
        double norms = 0;
        double saliency = 0;
        try (Supernet network = fresh(NARROW);
                Batch batch = TinyTask.batch(1, 8)) {
            for (SharedBlock block : network.network().blocks()) {
                for (int i = 0; i < block.weights().count(); i++) {
                    Weight.Role role = block.block().weights().get(i).role();
                    if (role != Weight.Role.KERNEL && role != Weight.Role.DENSE) {
                        continue;
                    }
                    double squares = 0;
                    float[] values = block.weights().values().get(i);
                    for (int w = 0; w < values.length; w++) {
                        double slope = (loss(network, batch, block, i, w, values[w] + 1e-2f)
                                        - loss(network, batch, block, i, w, values[w] - 1e-2f))
                                / 2e-2;
                        loss(network, batch, block, i, w, values[w]);
                        squares += slope * slope;
                        saliency += Math.abs(slope * values[w]);
                    }
                    norms += Math.sqrt(squares);
                }
            }
        }
        assertThat(norms).isPositive();
        assertThat(score(Proxy.GRAD_NORM, NARROW)).isCloseTo(norms, within(0.02 * norms));
        assertThat(score(Proxy.SNIP, NARROW)).isCloseTo(saliency, within(0.02 * saliency));
    }

    private static double loss(Supernet network, Batch batch, SharedBlock block, int weight, int at, float value) {
        block.weights().array(weight).reshape(-1).putScalar(at, value);
        return new TinyTask.Agent().step(network.model(PathChoice.of(Architecture.of(0))), batch);
    }

    @Test
    void countsAreThoseOfTheTables() {
        CostModel costs = CostModel.analytic(space);
        assertThat(score(Proxy.PARAMS, DEEP)).isEqualTo(costs.table("params").cost(DEEP));
        assertThat(score(Proxy.MACS, DEEP)).isEqualTo(costs.table("macs").cost(DEEP));
    }

    @Test
    void namesAreThoseOfTheLiterature() {
        assertThat(Proxy.words()).containsExactly("params", "macs", "grad-norm", "snip", "synflow");
        assertThat(Proxy.of("grad-norm")).isEqualTo(Proxy.GRAD_NORM);
        assertThatThrownBy(() -> Proxy.of("magic"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessage("unknown proxy 'magic'. Known: params, macs, grad-norm, snip, synflow");
    }
}
