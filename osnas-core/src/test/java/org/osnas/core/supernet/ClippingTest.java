package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.Batch;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.engine.optim.OptimizerConfig;

class ClippingTest {

    private static final double CLIP = 1e-3;

    /** How far all weights of a path move in one step of equal passes. */
    private static double distance(int passes, double clip) {
        PathChoice path = PathChoice.of(Architecture.of(0, 0, 0));
        try (Supernet before = Supernet.create(TinyTask.space(), 3);
                Supernet supernet = Supernet.create(TinyTask.space(), 3);
                Batch batch = TinyTask.batch(1, 16)) {
            double norm = new SupernetOptimizer(supernet, new TinyTask.Agent(), new OptimizerConfig(0, 0, clip))
                    .step(TrainingStep.of(Collections.nCopies(passes, path)), batch, 1)
                    .gradientNorm();
            assertThat(norm).as("there is something to clip").isGreaterThan(10 * passes * CLIP);
            double squares = 0;
            for (int b = 0; b < before.network().blocks().size(); b++) {
                float[] old =
                        before.network().blocks().get(b).weights().trained().toArray();
                float[] now =
                        supernet.network().blocks().get(b).weights().trained().toArray();
                for (int i = 0; i < old.length; i++) {
                    squares += Math.pow((double) now[i] - old[i], 2);
                }
            }
            return Math.sqrt(squares);
        }
    }

    @Test
    void aStepOfSeveralPassesIsHeldToTheSameNormAPass() {
        assertThat(distance(1, CLIP)).isCloseTo(CLIP, within(0.01 * CLIP));
        assertThat(distance(3, CLIP)).isCloseTo(3 * CLIP, within(0.03 * CLIP));
        double free = distance(1, Double.POSITIVE_INFINITY);
        assertThat(distance(3, Double.POSITIVE_INFINITY)).isCloseTo(3 * free, within(0.001 * free));
    }
}
