package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.MissingAbilityException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.Divergence;
import org.osnas.api.training.Pass;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.Target;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.weights.SharedWeights;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.spaces.MbconvMicro;

class DistillationTest {

    private static final Pass TEACHER = Pass.of(PathChoice.of(Architecture.of(0, 0, 0)));
    private static final Pass STUDENT = new Pass(
            PathChoice.of(Architecture.of(1, 1, 1)), new Target.SoftLabels(0, new Divergence.KullbackLeibler()));

    private static Supernet after(TrainingAgent agent, Pass... passes) {
        Supernet supernet = Supernet.create(TinyTask.space(), 3);
        SupernetOptimizer optimizer =
                new SupernetOptimizer(supernet, agent, new OptimizerConfig(0, 0, Double.POSITIVE_INFINITY));
        try (Batch batch = TinyTask.batch(1, 16)) {
            optimizer.step(new TrainingStep(List.of(passes)), batch, 0.05);
        }
        return supernet;
    }

    private static float[] weights(Supernet supernet, int layer, int choice) {
        return supernet.network().block(layer, choice).weights().trained().toArray();
    }

    /** The paths share stem and head only, so the blocks between them show who got which gradient. */
    @Test
    void theTeacherGetsNoGradientFromItsStudents() {
        Supernet alone = after(new TinyTask.Agent(), TEACHER);
        Supernet taught = after(new TinyTask.Agent(), TEACHER, STUDENT);
        Supernet labelled = after(new TinyTask.Agent(), TEACHER, Pass.of(STUDENT.path()));
        for (int l = 0; l < 3; l++) {
            assertThat(weights(taught, l, 0)).as("teacher, layer %d", l).isEqualTo(weights(alone, l, 0));
            assertThat(weights(taught, l, 1)).as("student, layer %d", l).isNotEqualTo(weights(alone, l, 1));
            assertThat(weights(taught, l, 1)).as("by other targets").isNotEqualTo(weights(labelled, l, 1));
        }
    }

    /**
     * Of squared errors, those from labels and w times those from a teacher have the gradient of 1 + w times those from
     * the weighted mean of the two.
     */
    @Test
    void aTeacherIsLearnedFromBesideTheLabels() {
        for (double weight : new double[] {1, 3}) {
            try (Supernet taught = Supernet.create(TinyTask.space(), 3);
                    Supernet same = Supernet.create(TinyTask.space(), 3);
                    Supernet labelled = Supernet.create(TinyTask.space(), 3);
                    Batch batch = TinyTask.batch(1, 16);
                    Batch other = TinyTask.batch(2, 16)) {
                TrainingStep step = TrainingStep.of(TEACHER.path());
                OptimizerConfig config = new OptimizerConfig(0, 0, Double.POSITIVE_INFINITY);
                SupernetOptimizer optimizer = new SupernetOptimizer(taught, new TinyTask.Agent(), config);
                optimizer.learnFrom(
                        inputs -> Outputs.of("logits", other.labels().dup()), weight);
                double loss = optimizer.step(step, batch, 0.01).loss();

                INDArray mean = batch.labels().add(other.labels().mul(weight)).div(1 + weight);
                new SupernetOptimizer(same, new TinyTask.Agent(), config)
                        .step(step, new Batch(batch.inputs(), mean), 0.01 * (1 + weight));
                double alone = new SupernetOptimizer(labelled, new TinyTask.Agent(), config)
                        .step(step, batch, 0.01)
                        .loss();

                for (int b = 0; b < taught.network().blocks().size(); b++) {
                    SharedWeights weights = taught.network().blocks().get(b).weights();
                    SharedWeights expected = same.network().blocks().get(b).weights();
                    assertThat(weights.trained().toArray())
                            .containsExactly(expected.trained().toArray(), within(1e-5f));
                    assertThat(weights.statistics().toArray())
                            .as("one pass for both criteria")
                            .isEqualTo(expected.statistics().toArray());
                }
                assertThat(weights(taught, 0, 0)).isNotEqualTo(weights(labelled, 0, 0));
                assertThat(loss).isGreaterThan(alone);
                assertThat(taught.passes()).isEqualTo(1);
            }
        }
    }

    @Test
    void studentsLearnTheOutputsOfTheStepItself() {
        Supernet supernet = Supernet.create(TinyTask.space(), 3);
        Supernet same = Supernet.create(TinyTask.space(), 3);
        Pass twin = new Pass(TEACHER.path(), STUDENT.target());
        OptimizerConfig plain = new OptimizerConfig(0, 0, Double.POSITIVE_INFINITY);
        try (Batch batch = TinyTask.batch(1, 16)) {
            double loss = new SupernetOptimizer(supernet, new TinyTask.Agent(), plain)
                    .step(new TrainingStep(List.of(TEACHER, twin)), batch, 0.05)
                    .loss();
            double alone = new SupernetOptimizer(same, new TinyTask.Agent(), plain)
                    .step(new TrainingStep(List.of(TEACHER)), batch, 0.05)
                    .loss();
            assertThat(loss)
                    .as("a student equal to its teacher has nothing to learn")
                    .isEqualTo(alone / 2);
            assertThat(weights(supernet, 0, 0)).isEqualTo(weights(same, 0, 0));
        }
    }

    @Test
    void nothingIsDroppedInAPassWithoutDropout() {
        Pass pass = Pass.of(PathChoice.of(Architecture.of(0, 0, 0, 0, 0)));
        float[] never = weightsAfter(0, pass);
        assertThat(weightsAfter(0.5, pass)).as("dropout trains otherwise").isNotEqualTo(never);
        assertThat(weightsAfter(0.5, pass.withoutDropout())).isEqualTo(never);
    }

    private static float[] weightsAfter(double dropout, Pass pass) {
        SearchSpace space = new MbconvMicro()
                .create(TinyTask.INPUT, Settings.of("space", Map.of("dropout", dropout)))
                .classifier(TinyTask.CLASSES);
        try (Supernet supernet = Supernet.create(space, 3);
                Batch batch = TinyTask.batch(1, 16)) {
            new SupernetOptimizer(supernet, new TinyTask.Agent(), new OptimizerConfig(0, 0, Double.POSITIVE_INFINITY))
                    .step(new TrainingStep(List.of(pass)), batch, 0.05);
            return weights(supernet, 0, 0);
        }
    }

    @Test
    void aTaskWithoutSoftTargetsSaysSo() {
        assertThatThrownBy(() -> after(TinyTask.withoutDistillation(), TEACHER, STUDENT))
                .isInstanceOf(MissingAbilityException.class)
                .hasMessageContaining("A training step that distils needs a task that learns from the outputs");
    }
}
