package org.osnas.core.supernet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.osnas.api.space.Add;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.Weight;

/**
 * First values of weights: He-normal by fan-out for convolutions (He et al. 2015, <a
 * href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>), N(0, 0.01) for linear layers, and the
 * constants of {@link Weight.Role} for the rest.
 *
 * @param zeroResidual start the scale of the normalisation that ends a residual branch at zero, so that the block
 *     starts as the identity (Goyal et al. 2017, <a href="https://arxiv.org/abs/1706.02677">Accurate, Large Minibatch
 *     SGD</a>)
 */
public record Initialization(boolean zeroResidual) {

    public static final Initialization DEFAULT = new Initialization(false);

    /** Values of all weights of a block, in the order of {@code block.weights()}. */
    float[][] values(Block block, RandomGenerator random) {
        List<Weight> weights = block.weights();
        Set<String> zeroed = zeroResidual ? residualScales(block) : Set.of();
        float[][] values = new float[weights.size()][];
        for (int i = 0; i < values.length; i++) {
            Weight weight = weights.get(i);
            values[i] = zeroed.contains(weight.name()) ? new float[weight.length()] : initial(weight, random);
        }
        return values;
    }

    private static float[] initial(Weight weight, RandomGenerator random) {
        List<Integer> shape = weight.shape();
        return switch (weight.role()) {
            case KERNEL, DEPTHWISE_KERNEL -> gaussian(weight.length(), Math.sqrt(2.0 / fanOut(weight)), random);
            case DENSE -> gaussian(weight.length(), 0.01, random);
            case BIAS, BETA, RUNNING_MEAN -> new float[weight.length()];
            case GAMMA, RUNNING_VARIANCE -> filled(shape.get(0), 1f);
            case SLOPE -> filled(shape.get(0), 0.25f);
        };
    }

    /** Output values that one input value of a channel reaches: kernel area times output channels it feeds. */
    private static int fanOut(Weight weight) {
        List<Integer> shape = weight.shape();
        return shape.size() == 4 ? shape.get(0) * shape.get(1) * shape.get(3) : shape.get(shape.size() - 1);
    }

    private static float[] gaussian(int length, double deviation, RandomGenerator random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        java.util.Arrays.fill(values, value);
        return values;
    }

    private static Set<String> residualScales(Block block) {
        Set<String> names = new HashSet<>();
        for (Block.Node node : block.nodes()) {
            if (node.layer() instanceof Add && node.inputs().contains(0)) {
                for (int value : node.inputs()) {
                    if (value > 0 && block.nodes().get(value - 1).layer() instanceof BatchNorm) {
                        names.add(block.nodes().get(value - 1).name() + ".gamma");
                    }
                }
            }
        }
        return names;
    }
}
