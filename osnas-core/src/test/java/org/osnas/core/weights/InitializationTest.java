package org.osnas.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.supernet.Supernet;
import org.osnas.engine.internal.plan.BlockStatistics;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.spaces.FbnetS;

class InitializationTest {

    private static final SearchSpace SPACE =
            new FbnetS().create(new Shape(32, 32, 3), Settings.empty()).classifier(10);

    /** Outputs of all candidates of a layer on one random input, in training statistics. */
    private static List<float[]> outputs(Supernet supernet, int layer) {
        Shape in = SPACE.inputOf(layer);
        Nd4j.getRandom().setSeed(3);
        INDArray x = Nd4j.randn(4, in.height(), in.width(), in.channels());
        List<float[]> outputs = new ArrayList<>();
        for (int c = 0; c < SPACE.layers().get(layer).size(); c++) {
            SharedBlock block = supernet.network().block(layer, c);
            if (!block.isIdentity()) {
                BlockStatistics sink = new BlockStatistics(block.plan().normalisations());
                sink.nextBatch();
                outputs.add(block.forward(
                                Kernels.chosen().wrap(x), new ForwardMode.BatchStatistics(java.util.Optional.of(sink)))
                        .toArray());
            }
        }
        return outputs;
    }

    private static double correlation(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void alignedCandidatesStartAlike() {
        int widening = 5;
        List<float[]> aligned = outputs(Supernet.create(SPACE, new Initialization(true, 1), 1), widening);
        List<float[]> independent = outputs(Supernet.create(SPACE, new Initialization(true, 0), 1), widening);
        int k3e1 = 0;
        int k3e6 = 3;
        int k5e1 = 4;
        assertThat(correlation(aligned.get(k3e1), aligned.get(k5e1))).isGreaterThan(0.99);
        assertThat(correlation(aligned.get(k3e1), aligned.get(k3e6))).isGreaterThan(0.9);
        assertThat(Math.abs(correlation(independent.get(k3e1), independent.get(k5e1))))
                .isLessThan(0.3);
    }

    @Test
    void residualBlocksStartAsTheIdentity() {
        Supernet supernet = Supernet.create(SPACE, Initialization.SUPERNET, 1);
        int residual = 3;
        List<float[]> outputs = outputs(supernet, residual);
        for (float[] output : outputs) {
            assertThat(output).isEqualTo(outputs.get(0));
        }
    }

    @Test
    void noiseKeepsCandidatesAndChannelsApart() {
        Supernet supernet = Supernet.create(SPACE, Initialization.SUPERNET, 1);
        assertThat(supernet.network().block(5, 0).weights().trained().toArray())
                .isNotEqualTo(supernet.network().block(5, 1).weights().trained().toArray());
        List<float[]> outputs = outputs(supernet, 5);
        double alike = correlation(outputs.get(0), outputs.get(4));
        assertThat(alike).isBetween(0.3, 0.99);
    }

    @Test
    void sameSeedSameWeights() {
        for (int layer : new int[] {0, 1, 21}) {
            assertThat(Supernet.create(SPACE, 7)
                            .network()
                            .block(layer, 3)
                            .weights()
                            .trained()
                            .toArray())
                    .isEqualTo(Supernet.create(SPACE, 7)
                            .network()
                            .block(layer, 3)
                            .weights()
                            .trained()
                            .toArray())
                    .isNotEqualTo(Supernet.create(SPACE, 8)
                            .network()
                            .block(layer, 3)
                            .weights()
                            .trained()
                            .toArray());
        }
    }

    @Test
    void oneArchitectureIsDrawnIndependently() {
        Architecture any = SPACE.check(Architecture.of(new int[22]));
        assertThat(Initialization.defaultFor(SPACE.restrictTo(any))).isEqualTo(Initialization.STANDALONE);
        assertThat(Initialization.defaultFor(SPACE)).isEqualTo(Initialization.SUPERNET);
    }

    @Test
    void refusesAnAlignmentAboveOne() {
        assertThatThrownBy(() -> new Initialization(true, 1.5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("alignment");
    }
}
