package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/**
 * Batch normalisation over batch, height and width. The running variance is the unbiased one, {@code n/(n-1)}.
 *
 * <p>Ioffe and Szegedy 2015, <a href="https://arxiv.org/abs/1502.03167">Batch Normalization</a>.
 *
 * @param momentum weight of the newest batch in the running statistics
 * @param affine whether there is a trained scale and shift; without them they are fixed to one and zero
 */
public record BatchNorm(int channels, double momentum, double epsilon, boolean affine) implements Layer {

    public static final double DEFAULT_MOMENTUM = 0.1;
    public static final double DEFAULT_EPSILON = 1e-5;

    public BatchNorm {
        Check.atLeast("channels", channels, 1);
        Check.between("momentum", momentum, 0, 1);
        Check.that(epsilon > 0, "epsilon must be positive, got %s", epsilon);
    }

    public static BatchNorm of(int channels) {
        return new BatchNorm(channels, DEFAULT_MOMENTUM, DEFAULT_EPSILON, true);
    }

    @Override
    public String kind() {
        return "batch_norm";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Layer.single(kind(), inputs, channels);
    }

    @Override
    public List<Weight> weights() {
        List<Integer> shape = List.of(channels);
        Weight mean = new Weight("running_mean", shape, Weight.Role.RUNNING_MEAN);
        Weight variance = new Weight("running_variance", shape, Weight.Role.RUNNING_VARIANCE);
        return affine
                ? List.of(
                        new Weight("gamma", shape, Weight.Role.GAMMA),
                        new Weight("beta", shape, Weight.Role.BETA),
                        mean,
                        variance)
                : List.of(mean, variance);
    }
}
