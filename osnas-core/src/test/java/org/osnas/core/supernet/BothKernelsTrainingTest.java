package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Split;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.weights.Initialization;
import org.osnas.engine.internal.plan.Kernels;

/** A supernet is trained, evaluated, saved and extracted by ND4J's operations alone, to the numbers of the CPU's. */
class BothKernelsTrainingTest {

    private static final List<Architecture> PATHS =
            List.of(Architecture.of(0, 0, 0), Architecture.of(1, 1, 2), Architecture.of(2, 0, 1));
    private static final TinyTraining TINY = new TinyTraining(TinyTask.space(), PATHS);

    private static Supernet create(Kernels kernels) {
        return Supernet.create(TinyTask.space(), Initialization.SUPERNET, 3, kernels);
    }

    private static float[] logits(Supernet supernet, Architecture architecture, Batch batch) {
        return supernet.predict(architecture, batch.inputs())
                .reshape(batch.size() * TinyTask.CLASSES)
                .toFloatVector();
    }

    @Test
    void trainingFollowsTheSameLosses() {
        List<Double> cpu = TINY.train(create(Kernels.cpu()), 0, 12);
        List<Double> nd4j = TINY.train(create(Kernels.nd4j()), 0, 12);
        for (int i = 0; i < cpu.size(); i++) {
            assertThat(nd4j.get(i)).as("step %d", i).isCloseTo(cpu.get(i), within(1e-3 * cpu.get(i)));
        }
    }

    @Test
    void aMixtureHasTheSameGradient() {
        PathChoice.Weighted mixture =
                new PathChoice.Weighted(new double[][] {{0.5, 0.3, 0.2}, {0.6, 0.4}, {0.2, 0.2, 0.6}});
        double[][][] gradients = new double[2][][];
        for (int i = 0; i < 2; i++) {
            Supernet supernet = create(i == 0 ? Kernels.cpu() : Kernels.nd4j());
            PathModel model = supernet.model(mixture);
            new TinyTask.Agent().step(model, TinyTask.batch(1, 5));
            gradients[i] = model.mixtureGradient();
        }
        for (int layer = 0; layer < gradients[0].length; layer++) {
            assertThat(gradients[1][layer]).containsExactly(gradients[0][layer], within(1e-4));
        }
    }

    @Test
    void checkpointsAndExtractedNetworksAreThoseOfEither() throws IOException {
        Supernet trained = create(Kernels.nd4j());
        TINY.train(trained, 0, 6);
        Supernet read = create(Kernels.cpu());
        SupernetState.read(read, new DataInputStream(new ByteArrayInputStream(TINY.state(trained))));
        assertThat(TINY.state(read)).isEqualTo(TINY.state(trained));

        Batch batch = TinyTask.batch(77, 7);
        for (Architecture path : PATHS) {
            float[] expected = logits(read, path, batch);
            assertThat(logits(trained, path, batch)).containsExactly(expected, within(1e-4f));
            Architecture only = Architecture.of(0, 0, 0);
            assertThat(logits(trained.extract(path), only, batch)).isEqualTo(logits(trained, path, batch));
        }
    }

    @ParameterizedTest
    @EnumSource(BatchNormMode.class)
    void evaluationGivesTheSameOutputs(BatchNormMode mode) {
        double[] scores = new double[2];
        for (int i = 0; i < 2; i++) {
            Supernet supernet = create(i == 0 ? Kernels.cpu() : Kernels.nd4j());
            scores[i] = TINY.evaluator(supernet, mode)
                    .evaluate(PATHS, Split.VALIDATION)
                    .get(1)
                    .score();
        }
        assertThat(scores[1]).isCloseTo(scores[0], within(1e-4 * Math.max(1, Math.abs(scores[0]))));
    }

    @Test
    void severalPassesOfAStepAddUp() {
        double[] norms = new double[2];
        for (int i = 0; i < 2; i++) {
            Supernet supernet = create(i == 0 ? Kernels.cpu() : Kernels.nd4j());
            TrainingStep step = TrainingStep.of(PathChoice.of(PATHS.get(0)), PathChoice.of(PATHS.get(1)));
            norms[i] = new SupernetOptimizer(supernet, new TinyTask.Agent(), TinyTraining.SGD)
                    .step(step, TinyTask.batch(3, 9), 0.05)
                    .gradientNorm();
        }
        assertThat(norms[1]).isCloseTo(norms[0], within(1e-4 * norms[0]));
    }
}
