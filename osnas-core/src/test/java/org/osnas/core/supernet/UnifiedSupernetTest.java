package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.ClassificationHead;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Batch;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.weights.GoldenFiles;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.block.Blocks;

/** A supernet of unified stages does all that one of ordinary layers does. */
class UnifiedSupernetTest {

    /** Two stages of three sub-blocks: one widens with stride 2, one has a residual. 0 and 1 are kernels, 2 is zero. */
    private static final SearchSpace SPACE = SpaceBuilder.space("unified", TinyTask.INPUT)
            .stem(Blocks.conv(3), 4, 1)
            .choices(Blocks.depthwise(3), Blocks.depthwise(5), Blocks.zero())
            .unified(1, 6, 2, 3)
            .unified(1, 6, 1, 3)
            .build()
            .classifier(TinyTask.CLASSES);

    /** All numbers of zeros, in both stages. */
    private static final List<Architecture> SOME = List.of(
            Architecture.of(0, 0, 1, 0, 1, 1),
            Architecture.of(0, 1, 2, 0, 1, 2),
            Architecture.of(1, 2, 2, 1, 2, 2),
            Architecture.of(0, 0, 1, 2, 2, 2),
            Architecture.of(2, 2, 2, 0, 0, 0));

    private static final TinyTraining TINY = new TinyTraining(SPACE, SOME);

    private static void same(INDArray actual, INDArray expected) {
        assertThat(GoldenFiles.relativeError(
                        actual.data().asFloat(), expected.data().asFloat()))
                .isLessThan(1e-5);
    }

    @Test
    void holdsTheParametersOfTheDescription() {
        Supernet supernet = Supernet.create(SPACE, 3);
        long params = supernet.network().blocks().stream()
                .mapToLong(b -> b.block().params())
                .sum();
        assertThat(params).isEqualTo(SPACE.supernetParams());
    }

    @Test
    void learns() {
        List<Double> losses = TINY.train(Supernet.create(SPACE, 3), 0, 150);
        double first =
                losses.subList(0, 10).stream().mapToDouble(d -> d).average().orElseThrow();
        double last =
                losses.subList(140, 150).stream().mapToDouble(d -> d).average().orElseThrow();
        assertThat(last).isLessThan(0.7 * first);
    }

    @Test
    void theOrderOfSubBlocksChangesNothing() {
        Supernet supernet = TINY.trained(20);
        Batch batch = TinyTask.batch(77, 8);
        assertThat(supernet.predict(Architecture.of(1, 2, 0, 1, 0, 0), batch.inputs()))
                .isEqualTo(supernet.predict(Architecture.of(0, 1, 2, 0, 0, 1), batch.inputs()));
    }

    @Test
    void theStandaloneNetworkHasOnlyWhatIsChosenAndGivesTheSame() {
        Supernet supernet = TINY.trained(30);
        Batch batch = TinyTask.batch(77, 8);
        for (Architecture architecture : SOME) {
            Supernet network = supernet.extract(architecture);
            assertThat((double) network.space().supernetParams())
                    .isEqualTo(CostModel.analytic(SPACE).table("params").cost(architecture));
            same(
                    network.predict(Architecture.of(0, 0), batch.inputs()),
                    supernet.predict(architecture, batch.inputs()));
        }
    }

    @Test
    void thePathTrainsAsItsStandaloneNetwork() {
        Supernet supernet = TINY.trained(30);
        Batch batch = TinyTask.batch(78, 16);
        for (Architecture architecture : SOME) {
            Supernet network = supernet.extract(architecture);
            float[][] stems = new float[2][];
            Supernet[] both = {supernet, network};
            Architecture[] paths = {architecture, Architecture.of(0, 0)};
            for (int i = 0; i < 2; i++) {
                new TinyTask.Agent().step(both[i].model(PathChoice.of(paths[i])), batch);
                stems[i] = both[i].network().stem().gradient("conv2d0.weight");
                both[i].network().forgetGradients();
            }
            assertThat(GoldenFiles.relativeError(stems[0], stems[1]))
                    .as(architecture.toString())
                    .isLessThan(1e-4);
        }
    }

    @Test
    void onlyTheBlocksOfThePathAreUpdated() {
        Supernet supernet = Supernet.create(SPACE, 3);
        SupernetOptimizer optimizer = new SupernetOptimizer(supernet, new TinyTask.Agent(), TinyTraining.SGD);
        optimizer.step(TrainingStep.of(PathChoice.of(Architecture.of(1, 2, 0, 2, 2, 2))), TinyTask.batch(1, 16), 0.05);
        long[][] expected = {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}};
        for (int l = 0; l < expected.length; l++) {
            for (int c = 0; c < 3; c++) {
                assertThat(supernet.updates(l, c)).as(l + " " + c).isEqualTo(expected[l][c]);
            }
        }
        List<String> updated = supernet.network().blocks().stream()
                .filter(b -> b.updates() > 0)
                .map(SharedBlock::label)
                .toList();
        assertThat(updated)
                .containsExactly(
                        "stem",
                        "layers 0 to 2 expansion",
                        "layer 0 block dw3",
                        "layer 1 block dw5",
                        "layers 0 to 2 projection",
                        "layers 0 to 2 norm 1",
                        "layers 3 to 5 norm 3",
                        "head");
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
            same(logits, supernet.predict(architecture, batch.inputs()));
        }
    }

    @Test
    void evaluationSharesPrefixesAndLeavesTheStateByteIdentical() throws IOException {
        Supernet supernet = TINY.trained(30);
        byte[] before = TINY.state(supernet);
        for (BatchNormMode mode : BatchNormMode.values()) {
            TINY.assertTogetherIsAsAlone(supernet, mode);
        }
        assertThat(TINY.state(supernet)).isEqualTo(before);
        assertThat(supernet.network().pool().lent()).isZero();
    }

    @Test
    void goesOnBitForBitFromASavedState() throws IOException {
        Supernet first = TINY.trained(17);
        byte[] saved = TINY.state(first);
        List<Double> losses = TINY.train(first, 17, 40);
        Supernet second = Supernet.create(SPACE, 99);
        SupernetState.read(second, new DataInputStream(new ByteArrayInputStream(saved)));
        assertThat(TINY.train(second, 17, 40)).isEqualTo(losses);
        assertThat(TINY.state(second)).isEqualTo(TINY.state(first));
    }

    @Test
    void aMixtureOfOneIsThatPath() {
        Batch batch = TinyTask.batch(4, 8);
        Supernet supernet = TINY.trained(20);
        for (Architecture architecture : SOME) {
            double[][] weights = new double[6][3];
            for (int l = 0; l < 6; l++) {
                weights[l][architecture.choice(l)] = 1;
            }
            INDArray single = supernet.model(PathChoice.of(architecture))
                    .forward(batch.inputs())
                    .only()
                    .dup();
            assertThat(supernet.model(new PathChoice.Weighted(weights))
                            .forward(batch.inputs())
                            .only())
                    .as(architecture.toString())
                    .isEqualTo(single);
        }
    }

    @Test
    void mixtureGradientFollowsFiniteDifferences() {
        Batch batch = TinyTask.batch(4, 16);
        Supernet supernet = TINY.trained(10);
        TinyTask.Agent agent = new TinyTask.Agent();
        double[][] weights = {
            {0.5, 0.3, 0.2}, {0.6, 0.3, 0.1}, {0.2, 0.3, 0.5}, {0.4, 0.4, 0.2}, {0.1, 0.3, 0.6}, {0, 0, 1}
        };
        PathModel model = supernet.model(new PathChoice.Weighted(weights));
        agent.step(model, batch);
        double[][] gradient = model.mixtureGradient();
        double epsilon = 1e-2;
        for (int l = 0; l < 5; l++) {
            for (int c = 0; c < 3; c++) {
                double[] losses = new double[2];
                for (int side = 0; side < 2; side++) {
                    double[][] moved =
                            Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
                    moved[l][c] += side == 0 ? -epsilon : epsilon;
                    losses[side] = agent.step(supernet.model(new PathChoice.Weighted(moved)), batch);
                }
                assertThat((losses[1] - losses[0]) / (2 * epsilon))
                        .as("layer " + l + " candidate " + c)
                        .isCloseTo(gradient[l][c], org.assertj.core.data.Offset.offset(2e-3));
            }
        }
        assertThat(gradient[5]).containsOnly(0);
        supernet.network().forgetGradients();
    }

    @Test
    void memoryDoesNotGrow() {
        Supernet supernet = TINY.trained(20);
        long bytes = supernet.peakActivationBytes();
        TINY.train(supernet, 20, 60);
        assertThat(supernet.peakActivationBytes()).isEqualTo(bytes);
        assertThat(supernet.network().pool().lent()).isZero();
    }
}
