package org.osnas.core.internal.untrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osnas.api.score.UntrainedNetworks.Activity;
import org.osnas.api.score.UntrainedNetworks.Slope;
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
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.training.PathChoice;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.TinyTask;
import org.osnas.core.weights.Initialization;

class FreshNetworksTest {

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

    private FreshNetworks networks(SearchSpace of) {
        return new FreshNetworks(of, new TinyTask.Agent(), new TinyTask.Data(), SEED, new StopSignal());
    }

    private static double saliency(List<Slope> slopes) {
        return slopes.stream()
                .filter(slope -> isKernel(slope.weight()))
                .mapToDouble(slope -> IntStream.range(0, slope.values().length)
                        .mapToDouble(i -> Math.abs((double) slope.values()[i] * slope.gradient()[i]))
                        .sum())
                .sum();
    }

    private static boolean isKernel(Weight weight) {
        return weight.role() == Weight.Role.KERNEL || weight.role() == Weight.Role.DENSE;
    }

    private Supernet fresh(Architecture architecture) {
        return Supernet.create(space.restrictTo(architecture), Initialization.STANDALONE, SEED);
    }

    /** A layer's weights times their gradients add up to the output, so each layer adds the sum of all paths. */
    @Test
    void theFlowIsTheSumOfAllPathsForEachLayer() {
        FreshNetworks networks = networks(space);
        assertThat(saliency(networks.ofFlow(NARROW))).isCloseTo(3 * paths(NARROW), within(1e-4 * paths(NARROW)));
        assertThat(saliency(networks.ofFlow(DEEP))).isCloseTo(4 * paths(DEEP), within(1e-4 * paths(DEEP)));
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
    void gradientsOfTheLossFollowFiniteDifferences() {
        List<Slope> slopes = networks(space).ofLoss(NARROW);
        int at = 0;
        int kernels = 0;
        try (Supernet network = fresh(NARROW);
                Batch batch = new TinyTask.Data().training(0).next()) {
            for (SharedBlock block : network.network().blocks()) {
                for (int i = 0; i < block.weights().count(); i++) {
                    if (!block.weights().isTrained(i)) {
                        continue;
                    }
                    Slope slope = slopes.get(at++);
                    Weight weight = block.block().weights().get(i);
                    assertThat(slope.weight()).isEqualTo(weight);
                    float[] values = block.weights().values().get(i);
                    assertThat(slope.values()).isEqualTo(values);
                    for (int w = 0; isKernel(weight) && w < values.length; w++) {
                        double expected = (loss(network, batch, block, i, w, values[w] + 1e-2f)
                                        - loss(network, batch, block, i, w, values[w] - 1e-2f))
                                / 2e-2;
                        loss(network, batch, block, i, w, values[w]);
                        assertThat((double) slope.gradient()[w])
                                .isCloseTo(expected, within(0.02 * Math.abs(expected) + 2e-3));
                        kernels++;
                    }
                }
            }
        }
        assertThat(slopes).hasSize(at);
        assertThat(kernels).isGreaterThan(20);
    }

    private static double loss(Supernet network, Batch batch, SharedBlock block, int weight, int at, float value) {
        block.weights().array(weight).reshape(-1).putScalar(at, value);
        return new TinyTask.Agent().step(network.model(PathChoice.of(Architecture.of(0))), batch);
    }

    /** Convolutions of 1×1 behind which everything can be computed by hand. */
    @Test
    void unitsAreActiveWhereTheirNormalisedInputIsPositive() {
        Activity activity = networks(space).activity(DEEP);
        try (Supernet network = fresh(DEEP);
                Batch batch = new TinyTask.Data().calibration(1).next()) {
            float[] kernel = network.network().stem().weights().values().get(0);
            float[] x = batch.inputs().dup('c').data().asFloat();
            int pixels = x.length / 2;
            double[] mean = new double[3];
            for (int c = 0; c < 3; c++) {
                for (int p = 0; p < pixels; p++) {
                    mean[c] += convolved(x, kernel, p, c) / pixels;
                }
            }
            // Of the deep candidate no unit switches: only the stem's do.
            assertThat(activity.units()).isEqualTo(3 * pixels / batch.size());
            assertThat(activity.examples()).hasSize(batch.size());
            int differ = 0;
            for (int p = 0; p < pixels; p++) {
                for (int c = 0; c < 3; c++) {
                    int unit = p * 3 + c;
                    boolean on =
                            activity.examples().get(unit / activity.units()).get(unit % activity.units());
                    differ += on == convolved(x, kernel, p, c) > mean[c] ? 0 : 1;
                }
            }
            // But for values on the edge.
            assertThat(differ).isLessThanOrEqualTo(3);
        }
    }

    private static double convolved(float[] x, float[] kernel, int pixel, int channel) {
        return x[2 * pixel] * kernel[channel] + x[2 * pixel + 1] * kernel[3 + channel];
    }

    @Test
    void activationsThatAreNeverOffAreRefused() {
        SearchSpace smooth = SearchSpace.classifier(
                "smooth",
                TinyTask.INPUT,
                TinyTask.CLASSES,
                Block.sequence("stem", Conv2d.of(2, 3, 1, 1), new Activation(Activation.Function.H_SWISH, 3)),
                List.of(ChoiceLayer.of(Block.sequence("one", Conv2d.of(3, 4, 1, 1)))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, TinyTask.CLASSES, true)));

        assertThatThrownBy(() -> networks(smooth).activity(NARROW))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("block stem of space smooth has h_swish")
                .hasMessageContaining("Take another proxy");
    }

    @Test
    void aStopEndsBetweenTwoNetworks() {
        StopSignal stop = new StopSignal();
        FreshNetworks stopped = new FreshNetworks(space, new TinyTask.Agent(), new TinyTask.Data(), SEED, stop);
        stop.request();

        assertThatThrownBy(() -> stopped.ofFlow(NARROW)).isInstanceOf(StoppedException.class);
        assertThatThrownBy(() -> stopped.ofLoss(NARROW)).isInstanceOf(StoppedException.class);
    }
}
