package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.engine.internal.plan.BothKernels.both;
import static org.osnas.engine.internal.plan.BothKernels.same;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osnas.engine.internal.kernel.FusedActivation;

/** Both implementations normalise alike, and keep their numbers where the mean is large. */
class NormalisationKernelsTest {

    @ParameterizedTest
    @EnumSource(FusedActivation.class)
    void normalisation(FusedActivation act) {
        for (KernelsTest.Size size : KernelsTest.sizes()) {
            int c = size.channels();
            same(side -> {
                Kernels kernels = side.kernels;
                Tensor x = side.tensor(size.shape());
                Tensor gy = side.tensor(size.shape());
                float[] mean = new float[c];
                float[] variance = new float[c];
                kernels.statistics(x, mean, variance);
                side.result(mean);
                side.result(variance);
                // Corners of an activation would make a difference of rounding one of gradients.
                float[] given = side.numbers(c, 0.5, 0.1);
                float[] invStd = side.numbers(c, 0.25, 0.02);
                float[] gamma = side.numbers(c, 2, 0.5);
                float[] beta = side.numbers(c, 1, 1);
                float[] dGamma = new float[c];
                float[] dBeta = new float[c];
                both(
                        side,
                        gy,
                        (g, gx) -> kernels.normaliseBackward(x, g, given, invStd, gamma, beta, act, gx, dGamma, dBeta));
                side.result(dGamma);
                side.result(dBeta);
                both(side, x, (from, y) -> kernels.normalise(from, gamma, beta, act, y));
            });
        }
    }

    @Test
    void varianceSurvivesALargeMean() {
        same(side -> {
            Tensor x = side.tensor(3, 31, 29, 5);
            x.write(side.numbers(x.length(), 3000, 1));
            float[] mean = new float[5];
            float[] variance = new float[5];
            side.kernels.statistics(x, mean, variance);
            side.result(mean);
            for (float v : variance) {
                assertThat(v).isBetween(0.9f, 1.1f);
            }
        });
    }
}
