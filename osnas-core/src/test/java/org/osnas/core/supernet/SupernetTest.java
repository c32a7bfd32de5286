package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.ClassificationHead;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.weights.GoldenFiles;
import org.osnas.core.internal.weights.NotANumberException;

class SupernetTest {

    private static final List<Architecture> SOME = TinyTask.SOME;

    private static final TinyTraining TINY = new TinyTraining(TinyTask.space(), SOME);

    @Test
    void learns() {
        List<Double> losses = TINY.train(Supernet.create(TinyTask.space(), 3), 0, 150);
        double first =
                losses.subList(0, 10).stream().mapToDouble(d -> d).average().orElseThrow();
        double last =
                losses.subList(140, 150).stream().mapToDouble(d -> d).average().orElseThrow();
        assertThat(last).isLessThan(first / 2);
    }

    @Test
    void blocksOffThePathDoNotChange() {
        Supernet supernet = TINY.trained(20);
        float[] before = supernet.network().block(0, 1).weights().trained().toArray();
        float[] used = supernet.network().block(0, 0).weights().trained().toArray();
        long updates = supernet.updates(0, 1);
        new SupernetOptimizer(supernet, new TinyTask.Agent(), TinyTraining.SGD)
                .step(TrainingStep.of(PathChoice.of(SOME.get(0))), TinyTask.batch(5, 16), 0.1);
        assertThat(supernet.network().block(0, 1).weights().trained().toArray()).isEqualTo(before);
        assertThat(supernet.updates(0, 1)).isEqualTo(updates);
        assertThat(supernet.network().block(0, 0).weights().trained().toArray()).isNotEqualTo(used);
        assertThat(supernet.network().block(0, 1).trained().states())
                .as("k5 of layer 0 is on no path")
                .isEmpty();
    }

    @Test
    void gradientsOfSeveralPassesAddUp() {
        Batch batch = TinyTask.batch(1, 16);
        TinyTask.Agent agent = new TinyTask.Agent();
        float[][] single = new float[2][];
        for (int i = 0; i < 2; i++) {
            Supernet supernet = Supernet.create(TinyTask.space(), 3);
            agent.step(supernet.model(PathChoice.of(SOME.get(i))), batch);
            single[i] = supernet.network().head().gradient("linear1.weight");
        }
        Supernet both = Supernet.create(TinyTask.space(), 3);
        agent.step(both.model(PathChoice.of(SOME.get(0))), batch);
        agent.step(both.model(PathChoice.of(SOME.get(1))), batch);
        float[] sum = both.network().head().gradient("linear1.weight");
        for (int i = 0; i < sum.length; i++) {
            assertThat((double) sum[i])
                    .isCloseTo((double) single[0][i] + single[1][i], org.assertj.core.data.Offset.offset(1e-5));
        }
    }

    @Test
    void extractedNetworkGivesTheSameLogits() {
        Supernet supernet = TINY.trained(30);
        Batch batch = TinyTask.batch(77, 8);
        for (Architecture architecture : SOME) {
            INDArray expected = supernet.predict(architecture, batch.inputs());
            INDArray actual = supernet.extract(architecture).predict(Architecture.of(0, 0, 0), batch.inputs());
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void exportedFileRunsInPlainSameDiff(@TempDir Path folder) throws IOException {
        Supernet supernet = TINY.trained(30);
        Batch batch = TinyTask.batch(77, 8);
        for (Architecture architecture : SOME) {
            Path file = folder.resolve(architecture + ".fb");
            SameDiffExporter.save(supernet, architecture, file);
            SameDiff loaded = SameDiff.load(file.toFile(), false);
            INDArray logits = loaded.output(Map.of(SameDiffExporter.INPUT, batch.inputs()), ClassificationHead.LOGITS)
                    .get(ClassificationHead.LOGITS);
            INDArray expected = supernet.predict(architecture, batch.inputs());
            assertThat(GoldenFiles.relativeError(
                            logits.data().asFloat(), expected.data().asFloat()))
                    .isLessThan(1e-5);
        }
    }

    @Test
    void goesOnBitForBitFromASavedState() throws IOException {
        Supernet first = TINY.trained(17);
        byte[] saved = TINY.state(first);
        List<Double> losses = TINY.train(first, 17, 40);
        Supernet second = Supernet.create(TinyTask.space(), 99);
        SupernetState.read(second, new DataInputStream(new ByteArrayInputStream(saved)));
        assertThat(TINY.train(second, 17, 40)).isEqualTo(losses);
        assertThat(TINY.state(second)).isEqualTo(TINY.state(first));
    }

    @Test
    void refusesTheStateOfAnotherSpace() throws IOException {
        byte[] saved = TINY.state(Supernet.create(TinyTask.space(), 1));
        Supernet other = Supernet.create(TinyTask.space().restrictTo(SOME.get(0)), 1);
        assertThatThrownBy(() -> SupernetState.read(other, new DataInputStream(new ByteArrayInputStream(saved))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(TinyTask.space().fingerprint());
    }

    @Test
    void aMixtureOfOneIsThatPath() {
        Batch batch = TinyTask.batch(4, 8);
        Supernet supernet = Supernet.create(TinyTask.space(), 3);
        INDArray single = supernet.model(PathChoice.of(SOME.get(0)))
                .forward(batch.inputs())
                .only()
                .dup();
        PathChoice.Weighted onlyFirst = new PathChoice.Weighted(new double[][] {{1, 0, 0}, {1, 0}, {1, 0, 0}});
        assertThat(supernet.model(onlyFirst).forward(batch.inputs()).only()).isEqualTo(single);
    }

    @Test
    void mixtureGradientFollowsFiniteDifferences() {
        Batch batch = TinyTask.batch(4, 16);
        Supernet supernet = Supernet.create(TinyTask.space(), 3);
        TinyTask.Agent agent = new TinyTask.Agent();
        double[][] weights = {{0.5, 0.3, 0.2}, {0.6, 0.4}, {0.2, 0.3, 0.5}};
        PathModel model = supernet.model(new PathChoice.Weighted(weights));
        agent.step(model, batch);
        double[][] gradient = model.mixtureGradient();
        double epsilon = 1e-2;
        for (int l = 0; l < weights.length; l++) {
            for (int c = 0; c < weights[l].length; c++) {
                double[] losses = new double[2];
                for (int side = 0; side < 2; side++) {
                    double[][] moved = {weights[0].clone(), weights[1].clone(), weights[2].clone()};
                    moved[l][c] += side == 0 ? -epsilon : epsilon;
                    losses[side] = agent.step(supernet.model(new PathChoice.Weighted(moved)), batch);
                }
                assertThat((losses[1] - losses[0]) / (2 * epsilon))
                        .as("layer " + l + " candidate " + c)
                        .isCloseTo(gradient[l][c], org.assertj.core.data.Offset.offset(2e-3));
            }
        }
    }

    @Test
    void aLossThatIsNotANumberChangesNothing() throws IOException {
        Supernet supernet = TINY.trained(5);
        byte[] before = TINY.state(supernet);
        Batch broken = TinyTask.batch(1, 16);
        broken.labels().putScalar(0, Float.NaN);
        assertThatThrownBy(() -> new SupernetOptimizer(supernet, new TinyTask.Agent(), TinyTraining.SGD)
                        .step(TrainingStep.of(PathChoice.of(SOME.get(0))), broken, 0.1))
                .isInstanceOf(NotANumberException.class)
                .hasMessageContaining("0,0,0");
        int length = before.length;
        assertThat(TINY.state(supernet)).hasSize(length);
        assertThat(supernet.network().head().weights().trained().toArray()).doesNotContain(Float.NaN);
    }

    @Test
    void memoryDoesNotGrowOverAThousandSteps() {
        Supernet supernet = Supernet.create(TinyTask.space(), 3);
        SupernetOptimizer optimizer = new SupernetOptimizer(supernet, new TinyTask.Agent(), TinyTraining.SGD);
        RandomGenerator random = Seeds.generator(1, "paths", 0);
        Batch batch = TinyTask.batch(1, 2);
        long early = 0;
        for (int s = 0; s < 1000; s++) {
            Architecture path = Architecture.of(random.nextInt(3), random.nextInt(2), random.nextInt(3));
            optimizer.step(TrainingStep.of(PathChoice.of(path)), batch, 0.001);
            if (s == 99) {
                early = supernet.peakActivationBytes();
            }
        }
        assertThat(supernet.peakActivationBytes()).isEqualTo(early);
        assertThat(supernet.network().pool().lent()).isZero();
    }

    @Test
    void pathsTogetherNeedNoMoreMemoryThanTheLargestAlone() {
        Batch batch = TinyTask.batch(1, 16);
        Supernet supernet = Supernet.create(TinyTask.space(), 3);
        SupernetOptimizer shared = new SupernetOptimizer(supernet, new TinyTask.Agent(), TinyTraining.SGD);
        long largest = 0;
        for (int rank = 0; rank < 18; rank++) {
            Architecture path = Architecture.of(rank % 3, rank / 3 % 2, rank / 6);
            shared.step(TrainingStep.of(PathChoice.of(path)), batch, 0.01);
            Supernet alone = supernet.extract(path);
            new SupernetOptimizer(alone, new TinyTask.Agent(), TinyTraining.SGD)
                    .step(TrainingStep.of(PathChoice.of(Architecture.of(0, 0, 0))), batch, 0.01);
            largest = Math.max(largest, alone.peakActivationBytes());
        }
        assertThat(supernet.peakActivationBytes()).isLessThanOrEqualTo(largest * 13 / 10);
    }

    @Test
    void refusesPathsOfAnotherShape() {
        Supernet supernet = Supernet.create(TinyTask.space(), 1);
        assertThatThrownBy(() -> supernet.model(PathChoice.of(Architecture.of(0, 0))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3 choice layers");
        assertThatThrownBy(() -> supernet.model(new PathChoice.Weighted(new double[][] {{1, 1, 1}, {1}, {1, 1, 1}})))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("layer 1");
        assertThatThrownBy(() -> supernet.predict(Architecture.of(0, 5, 0), Nd4j.zeros(1, 8, 8, 2)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("candidates 0..1");
    }

    @Test
    void ratesOfDroppedPathsGrowLinearlyToThatOfTheLastLayer() {
        try (Supernet supernet = Supernet.create(TinyTask.space(), 3)) {
            assertThat(supernet.pathDrop(2)).isZero();
            supernet.dropPaths(0.6);
            assertThat(supernet.pathDrop(0)).isCloseTo(0.2, within(1e-12));
            assertThat(supernet.pathDrop(1)).isCloseTo(0.4, within(1e-12));
            assertThat(supernet.pathDrop(2)).isCloseTo(0.6, within(1e-12));
        }
    }
}
