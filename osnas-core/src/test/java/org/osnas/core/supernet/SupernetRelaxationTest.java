package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Relaxation;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.weights.NotANumberException;
import org.osnas.engine.optim.OptimizerConfig;

class SupernetRelaxationTest {

    private static final double[][] MIXTURE = {{0.5, 0.3, 0.2}, {0.6, 0.4}, {0.1, 0.7, 0.2}};

    private static Supernet trained() {
        Supernet supernet = Supernet.create(TinyTask.space(), 3);
        SupernetOptimizer optimizer =
                new SupernetOptimizer(supernet, new TinyTask.Agent(), new OptimizerConfig(0.9, 1e-4, 5));
        for (int s = 0; s < 6; s++) {
            Architecture path = Architecture.of(s % 3, s % 2, (s + 1) % 3);
            optimizer.step(TrainingStep.of(PathChoice.of(path)), TinyTask.batch(s, 16), 0.05);
        }
        return supernet;
    }

    private static SupernetRelaxation relaxation(Supernet supernet, long firstBatch) {
        return new SupernetRelaxation(
                supernet, LearningTask.of(new TinyTask.Agent()), new TinyTask.Data(), firstBatch, 1);
    }

    private static byte[] state(Supernet supernet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SupernetState.write(supernet, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** Loss on batch 40. */
    private static double loss(Supernet supernet, double[][] weights) {
        try (SupernetRelaxation relaxation = relaxation(supernet, 40)) {
            return relaxation.relax(weights).loss();
        }
    }

    @Test
    void gradientFollowsFiniteDifferences() {
        Supernet supernet = trained();
        Relaxation relaxed;
        try (SupernetRelaxation relaxation = relaxation(supernet, 40)) {
            relaxed = relaxation.relax(MIXTURE);
        }
        for (int l = 0; l < MIXTURE.length; l++) {
            for (int c = 0; c < MIXTURE[l].length; c++) {
                double difference = difference(supernet, MIXTURE, l, c);
                assertThat(relaxed.gradient(l, c))
                        .as("layer %d candidate %d", l, c)
                        .isCloseTo(difference, within(2e-3 * Math.max(1, Math.abs(difference))));
            }
        }
    }

    private static double difference(Supernet supernet, double[][] at, int layer, int candidate) {
        double h = 1e-2;
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            double[][] moved = java.util.Arrays.stream(at).map(double[]::clone).toArray(double[][]::new);
            moved[layer][candidate] += side == 0 ? -h : h;
            losses[side] = loss(supernet, moved);
        }
        return (losses[1] - losses[0]) / (2 * h);
    }

    @Test
    void aWatchedBlockChangesNothingButItsGradientIsKnown() {
        Supernet supernet = trained();
        double[][] hard = {{0, 1, 0}, {1, 0}, {0, 0, 1}};
        boolean[][] watched = {{true, false, false}, {false, true}, {false, false, false}};
        try (SupernetRelaxation relaxation = relaxation(supernet, 40)) {
            Relaxation relaxed = relaxation.relax(new PathChoice.Weighted(hard, watched));
            assertThat(relaxed.loss()).isEqualTo(loss(supernet, hard));
            assertThat(relaxed.gradient(0, 0)).isCloseTo(difference(supernet, hard, 0, 0), within(5e-3));
            assertThat(relaxed.gradient(1, 1)).isCloseTo(difference(supernet, hard, 1, 1), within(5e-3));
            assertThat(relaxed.gradient(0, 0)).isNotZero();
            assertThat(relaxed.gradient(0, 2)).isZero();
        }
    }

    @Test
    void theSupernetStaysByteIdentical() throws IOException {
        Supernet supernet = trained();
        byte[] before = state(supernet);
        try (SupernetRelaxation relaxation = relaxation(supernet, 0)) {
            relaxation.relax(MIXTURE);
            relaxation.relax(MIXTURE);
        }
        assertThat(state(supernet)).isEqualTo(before);
        Supernet other = trained();
        for (Supernet s : new Supernet[] {supernet, other}) {
            new SupernetOptimizer(s, new TinyTask.Agent(), new OptimizerConfig(0.9, 1e-4, 5))
                    .step(TrainingStep.of(PathChoice.of(Architecture.of(0, 0, 0))), TinyTask.batch(99, 16), 0.05);
        }
        assertThat(state(supernet))
                .as("gradients do not leak into the next step")
                .isEqualTo(state(other));
    }

    @Test
    void everyCallHasABatchOfItsOwn() {
        Supernet supernet = trained();
        try (SupernetRelaxation relaxation = relaxation(supernet, 7);
                SupernetRelaxation later = relaxation(supernet, 8)) {
            double first = relaxation.relax(MIXTURE).loss();
            double second = relaxation.relax(MIXTURE).loss();
            assertThat(second)
                    .isNotEqualTo(first)
                    .isEqualTo(later.relax(MIXTURE).loss());
            assertThat(relaxation.nextBatch()).isEqualTo(9);
        }
    }

    @Test
    void aLossThatIsNotANumberIsReported() {
        Supernet supernet = trained();
        float[] weights = supernet.network().block(1, 0).weights().trained().toArray();
        weights[0] = Float.NaN;
        supernet.network().block(1, 0).weights().trained().write(weights);
        try (SupernetRelaxation relaxation = relaxation(supernet, 0)) {
            assertThatThrownBy(() -> relaxation.relax(MIXTURE)).isInstanceOf(NotANumberException.class);
        }
    }
}
