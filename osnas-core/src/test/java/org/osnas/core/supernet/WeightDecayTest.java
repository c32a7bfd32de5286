package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Weight;
import org.osnas.api.task.Batch;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.engine.optim.OptimizerConfig.Decayed;

class WeightDecayTest {

    private static Supernet after(double decay, Decayed decayed) {
        Supernet supernet = Supernet.create(TinyTask.space(), 3);
        OptimizerConfig config = new OptimizerConfig(0, decay, Double.POSITIVE_INFINITY, decayed);
        try (Batch batch = TinyTask.batch(1, 16)) {
            new SupernetOptimizer(supernet, new TinyTask.Agent(), config)
                    .step(TrainingStep.of(PathChoice.of(Architecture.of(0, 0, 0))), batch, 0.05);
        }
        return supernet;
    }

    /** Roles of the weights that another decay leaves elsewhere after a step. */
    private static Set<Weight.Role> moved(Decayed decayed) {
        Set<Weight.Role> roles = new HashSet<>();
        try (Supernet without = after(0, decayed);
                Supernet with = after(0.5, decayed)) {
            List<SharedBlock> blocks = without.network().blocks();
            for (int b = 0; b < blocks.size(); b++) {
                List<Weight> weights = blocks.get(b).block().weights();
                List<float[]> before = blocks.get(b).weights().values();
                List<float[]> after = with.network().blocks().get(b).weights().values();
                for (int w = 0; w < weights.size(); w++) {
                    if (!Arrays.equals(before.get(w), after.get(w))) {
                        roles.add(weights.get(w).role());
                    }
                }
            }
        }
        return roles;
    }

    @Test
    void scalesShiftsAndBiasesDoNotDecayUnlessAllDo() {
        assertThat(moved(Decayed.KERNELS))
                .containsExactlyInAnyOrder(Weight.Role.KERNEL, Weight.Role.DEPTHWISE_KERNEL, Weight.Role.DENSE);
        assertThat(moved(Decayed.ALL))
                .as("shifts and biases are zero before the first step")
                .containsExactlyInAnyOrder(
                        Weight.Role.KERNEL, Weight.Role.DEPTHWISE_KERNEL, Weight.Role.DENSE, Weight.Role.GAMMA);
    }

    @Test
    void whatIsTrainedBesideKernelsIsNamedByItsRole() {
        for (Weight.Role role : Weight.Role.values()) {
            boolean shifts = Set.of(
                            Weight.Role.BIAS,
                            Weight.Role.RARE_BIAS,
                            Weight.Role.GAMMA,
                            Weight.Role.BETA,
                            Weight.Role.SLOPE)
                    .contains(role);
            assertThat(Decayed.ALL.includes(role)).isEqualTo(role.trainable());
            assertThat(Decayed.KERNELS.includes(role)).isEqualTo(role.trainable() && !shifts);
        }
    }
}
