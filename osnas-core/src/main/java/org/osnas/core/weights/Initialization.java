package org.osnas.core.weights;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.osnas.api.space.Add;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.Layer;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.Check;

/**
 * First values of weights: He-normal by fan-out for convolutions (He et al. 2015, <a
 * href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers</a>), N(0, 0.01) for linear layers, and the
 * constants of {@link Weight.Role} for the rest.
 *
 * @param zeroResidual start the scale of the normalisation that ends a residual branch at zero, so that the block
 *     starts as the identity (Goyal et al. 2017, <a href="https://arxiv.org/abs/1706.02677">Accurate, Large Minibatch
 *     SGD</a>): a random path then starts as a shallow network
 * @param alignment from 0 to 1, how alike the candidates of one layer start. At 1 an expansion repeats its input
 *     channels, a depthwise kernel passes its centre on, and all projections of a layer repeat one random matrix, so
 *     that a layer computes about the same whichever candidate is active; at 0 everything is drawn independently.
 *     Values between add independent noise.
 */
public record Initialization(boolean zeroResidual, double alignment) {

    /** Independent draws, as for a network that is trained alone. */
    public static final Initialization STANDALONE = new Initialization(false, 0);

    /**
     * For a supernet. On fbnet-s, random paths with inherited weights are at 51 % after 390 single-path steps on
     * Fashion-MNIST; with independent draws they are at chance (11 %) then.
     */
    public static final Initialization SUPERNET = new Initialization(true, 0.9);

    /** {@link #SUPERNET}, or {@link #STANDALONE} for a space of one architecture. */
    public static Initialization defaultFor(SearchSpace space) {
        return space.size().equals(BigInteger.ONE) ? STANDALONE : SUPERNET;
    }

    /** The logit of 0.1. */
    private static final float RARE = -2.19f;

    public Initialization {
        Check.between("alignment", alignment, 0, 1);
    }

    /**
     * Values of all weights of a block, in the order of {@code block.weights()}.
     *
     * @param random of this block
     * @param layerSeed the same for all candidates of a layer
     */
    public float[][] values(Block block, Shape input, RandomGenerator random, long layerSeed) {
        Set<String> zeroed = zeroResidual ? residualScales(block) : Set.of();
        String projection = lastConvolution(block);
        float[][] values = new float[block.weights().size()][];
        int at = 0;
        for (Block.Node node : block.nodes()) {
            List<Weight> weights = node.layer().weights();
            for (int number = 0; number < weights.size(); number++) {
                Weight weight = weights.get(number);
                boolean zero = zeroed.contains(node.name() + "." + weight.name());
                float[] drawn = zero ? new float[weight.length()] : initial(weight, random);
                if (alignment > 0 && !projection.isEmpty()) {
                    boolean isProjection = node.name().equals(projection);
                    align(node.layer(), number, drawn, isProjection, input.channels(), layerSeed);
                }
                values[at++] = drawn;
            }
        }
        return values;
    }

    /**
     * Moves a drawn kernel towards the one that all candidates of the layer share.
     *
     * @param number of the weight in its layer; of a grouped convolution the group that it belongs to
     */
    private void align(Layer layer, int number, float[] drawn, boolean isProjection, int channels, long layerSeed) {
        Weight weight = layer.weights().get(number);
        List<Integer> shape = weight.shape();
        float[] common = new float[drawn.length];
        if (layer instanceof DepthwiseConv2d depthwise) {
            int centre = depthwise.kernel() * depthwise.kernel() / 2;
            Arrays.fill(common, centre * depthwise.channels(), (centre + 1) * depthwise.channels(), 1f);
        } else if (layer instanceof Conv2d conv && conv.kernel() == 1 && weight.role() == Weight.Role.KERNEL) {
            int in = shape.get(2);
            int out = shape.get(3);
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    int source = (number * in + i) % channels;
                    int target = number * out + o;
                    common[i * out + o] = isProjection
                            ? sharedValue(layerSeed, source, target)
                            : target % channels == source ? 1f : 0f;
                }
            }
        } else {
            return;
        }
        mix(drawn, common);
    }

    private static float sharedValue(long layerSeed, int source, int target) {
        return (float) new SplittableRandom(layerSeed + 1_000_003L * source + target).nextGaussian();
    }

    /** Blends to the length of the drawn kernel, so that alignment changes directions, not scales. */
    private void mix(float[] drawn, float[] common) {
        double drawnLength = length(drawn);
        double commonLength = length(common);
        double share = Math.sqrt(1 - alignment * alignment);
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (share * drawn[i] + alignment * common[i] * drawnLength / commonLength);
        }
    }

    private static double length(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += (double) v * v;
        }
        return Math.max(Math.sqrt(sum), 1e-12);
    }

    /** Values of a weight that belongs to no block. */
    public static float[] initial(Weight weight, RandomGenerator random) {
        List<Integer> shape = weight.shape();
        return switch (weight.role()) {
            case KERNEL, DEPTHWISE_KERNEL -> gaussian(weight.length(), Math.sqrt(2.0 / fanOut(weight)), random);
            case CLASS_VECTORS -> gaussian(weight.length(), Math.sqrt(1.0 / shape.get(0)), random);
            case DENSE, PREDICTOR_KERNEL -> gaussian(weight.length(), 0.01, random);
            case BIAS, BETA, RUNNING_MEAN -> new float[weight.length()];
            case RARE_BIAS -> filled(weight.length(), RARE);
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
        Arrays.fill(values, value);
        return values;
    }

    private static Set<String> residualScales(Block block) {
        Set<String> names = new HashSet<>();
        int inputs = block.inputs();
        for (Block.Node node : block.nodes()) {
            if (node.layer() instanceof Add && node.inputs().stream().anyMatch(value -> value < inputs)) {
                for (int value : node.inputs()) {
                    if (value >= inputs && block.nodes().get(value - inputs).layer() instanceof BatchNorm) {
                        names.add(block.nodes().get(value - inputs).name() + ".gamma");
                    }
                }
            }
        }
        return names;
    }

    /** Name of the last 1x1 convolution, or empty if there is none. */
    private static String lastConvolution(Block block) {
        String name = "";
        for (Block.Node node : block.nodes()) {
            if (node.layer() instanceof Conv2d conv && conv.kernel() == 1) {
                name = node.name();
            }
        }
        return name;
    }
}
