package org.osnas.core.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChannelPart;
import org.osnas.api.space.ChannelShuffle;
import org.osnas.api.space.Concat;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.L2Norm;
import org.osnas.api.space.Linear;
import org.osnas.api.space.Pool;
import org.osnas.api.space.Predictor;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SqueezeExcite;
import org.osnas.api.space.Upsample;
import org.osnas.api.space.Weight;
import org.osnas.api.space.Zero;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;
import org.osnas.engine.internal.render.BlockGraph;

/**
 * Every backward rule against finite differences along random directions, and every forward rule against SameDiff's own
 * execution of the graph that the plan was compiled from.
 */
class BackwardRulesTest {

    private static final int BATCH = 3;
    private static final ForwardMode TRAINING = new ForwardMode.Training(5);

    /** Squeeze-excite of a user's own, with the factors first. */
    private static final OwnLayer GATE = OwnLayer.scaled("gate", 8, (graph, x, w) -> graph.reshape(
                    graph.nn().sigmoid(x.mean(false, 1, 2)).mul(w.get(0)), -1, 1, 1, 8)
            .mul(x));

    /** A product of one value with itself. */
    private static final OwnLayer SQUARE =
            OwnLayer.scaled("square", 8, (graph, x, w) -> x.mul(x).mul(w.get(0)));

    /** A block and the input it is tried on. */
    record Case(Block block, Shape input) {
        @Override
        public String toString() {
            return block.name() + " on " + input;
        }
    }

    static Stream<Arguments> cases() {
        return BothKernels.with(list());
    }

    private static List<Case> list() {
        Shape even = new Shape(6, 6, 8);
        Shape odd = new Shape(5, 7, 6);
        return List.of(
                new Case(Block.sequence("conv 1x1", Conv2d.of(8, 5, 1, 1)), even),
                new Case(Block.sequence("conv 1x1 many rows", Conv2d.of(4, 6, 1, 1)), new Shape(40, 40, 4)),
                new Case(Block.sequence("conv 1x1 stride 2", Conv2d.of(8, 5, 1, 2)), even),
                new Case(Block.sequence("conv 3x3 stride 2", Conv2d.of(6, 4, 3, 2)), odd),
                new Case(Block.sequence("conv grouped bias", new Conv2d(8, 4, 1, 1, 2, true)), even),
                new Case(Block.sequence("depthwise 3", new DepthwiseConv2d(6, 3, 1)), odd),
                new Case(Block.sequence("depthwise 5 stride 2", new DepthwiseConv2d(6, 5, 2)), odd),
                new Case(Block.sequence("depthwise 7 stride 2", new DepthwiseConv2d(8, 7, 2)), even),
                new Case(Block.sequence("batch norm", BatchNorm.of(8)), even),
                new Case(Block.sequence("batch norm not affine", new BatchNorm(8, 0.1, 1e-5, false)), even),
                new Case(Block.sequence("batch norm relu6", BatchNorm.of(8), Activation.relu6(8)), even),
                new Case(
                        Block.sequence("batch norm relu", BatchNorm.of(8), new Activation(Activation.Function.RELU, 8)),
                        even),
                new Case(
                        Block.sequence(
                                "batch norm h-swish", BatchNorm.of(8), new Activation(Activation.Function.H_SWISH, 8)),
                        even),
                new Case(besideHSwish(), even),
                new Case(Block.sequence("relu6", Activation.relu6(8)), even),
                new Case(Block.sequence("relu", new Activation(Activation.Function.RELU, 8)), even),
                new Case(Block.sequence("prelu", new Activation(Activation.Function.PRELU, 8)), even),
                new Case(Block.sequence("h-swish", new Activation(Activation.Function.H_SWISH, 8)), even),
                new Case(Block.sequence("sigmoid", new Activation(Activation.Function.SIGMOID, 8)), even),
                new Case(Block.sequence("squeeze excite", new SqueezeExcite(8, 3)), even),
                new Case(Block.sequence("gate", GATE), even),
                new Case(Block.sequence("square", SQUARE), even),
                new Case(Block.sequence("shuffle", new ChannelShuffle(2)), even),
                new Case(Block.sequence("split", new ChannelPart(2, 1)), even),
                new Case(Block.sequence("average pool", new Pool(Pool.Type.AVERAGE, 2, 2)), odd),
                new Case(Block.sequence("average pool 3", new Pool(Pool.Type.AVERAGE, 3, 1)), odd),
                new Case(Block.sequence("max pool", new Pool(Pool.Type.MAX, 2, 2)), even),
                new Case(
                        Block.sequence("head", new GlobalAveragePool(), new Dropout(0.3), new Linear(8, 4, true)),
                        even),
                new Case(
                        Block.sequence(
                                "embedding",
                                new GlobalAveragePool(),
                                new Linear(8, 4, false),
                                BatchNorm.of(4),
                                new L2Norm(4)),
                        even),
                new Case(Block.sequence("l2 norm of a map", new L2Norm(8)), new Shape(1, 1, 8)),
                new Case(Block.sequence("upsample", new Upsample(2)), odd),
                new Case(Block.sequence("upsample 3", new Upsample(3)), even),
                new Case(Block.sequence("predictor", new Predictor(8, 3, true)), even),
                new Case(Block.sequence("zero", new Zero(5, 2)), even),
                new Case(branches(), even));
    }

    /** Split, two branches, one of them residual, concatenated: values with several readers. */
    private static Block branches() {
        BlockBuilder b = Block.builder("branches");
        int left = b.add(new ChannelPart(2, 0), b.input());
        int right = b.add(new ChannelPart(2, 1), b.input());
        int conv = b.then(right, Conv2d.of(4, 4, 3, 1), BatchNorm.of(4));
        int sum = b.add(new Add(), conv, right);
        int twice = b.add(new Add(), sum, sum);
        return b.build(b.add(new Concat(), left, twice));
    }

    /** A normalised value that not only its activation reads, so that both cannot be one instruction. */
    private static Block besideHSwish() {
        BlockBuilder b = Block.builder("beside h-swish");
        int norm = b.then(b.input(), BatchNorm.of(8));
        return b.build(b.add(new Add(), norm, b.add(new Activation(Activation.Function.H_SWISH, 8), norm)));
    }

    private static SharedBlock shared(Case c, TensorPool pool) {
        SplittableRandom random = new SplittableRandom(11);
        SharedBlock shared =
                SharedBlock.standalone(c.block(), List.of(c.input()), c.block().name(), pool, random);
        randomise(shared.weights().trained(), random, 0.5, 1.0);
        return shared;
    }

    private static void randomise(Tensor tensor, SplittableRandom random, double from, double spread) {
        float[] values = new float[tensor.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (from + spread * (random.nextDouble() - 0.5));
        }
        tensor.write(values);
    }

    private static Tensor input(Case c, TensorPool pool) {
        Tensor x = Kernels.chosen()
                .allocate(
                        BATCH, c.input().height(), c.input().width(), c.input().channels());
        randomise(x, new SplittableRandom(3), 0, 8);
        return x;
    }

    private static double weighted(SharedBlock shared, Tensor x, float[] upstream) {
        float[] y = shared.forward(x, TRAINING).toArray();
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += (double) y[i] * upstream[i];
        }
        shared.plan().discard();
        return sum;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsFollowFiniteDifferences(Kernels kernels, Case c) {
        TensorPool pool = new TensorPool(kernels);
        SharedBlock shared = shared(c, pool);
        Tensor x = input(c, pool);
        SplittableRandom random = new SplittableRandom(7);
        Tensor y = shared.forward(x, TRAINING);
        Tensor gradient = pool.acquire(y.shape());
        randomise(gradient, random, 0, 2);
        float[] upstream = gradient.toArray();
        Tensor gx = shared.backward(gradient, true);
        check("input", shared, x, x, gx.toArray(), upstream);
        pool.release(gx);
        for (Weight weight : c.block().weights()) {
            if (weight.role().trainable()) {
                int index = c.block().weights().indexOf(weight);
                float[] exact = shared.gradient(weight.name());
                check(weight.name(), shared, x, kernels.wrap(shared.weights().array(index)), exact, upstream);
            }
        }
        assertThat(pool.lent()).as("arrays not given back").isZero();
    }

    /** Compares directional derivatives; the error is relative to the length of the gradient. */
    private static void check(
            String what, SharedBlock shared, Tensor x, Tensor moved, float[] gradient, float[] upstream) {
        float[] start = moved.toArray();
        double length = 0;
        for (float g : gradient) {
            length += (double) g * g;
        }
        length = Math.sqrt(length);
        for (int trial = 0; trial < 3; trial++) {
            SplittableRandom random = new SplittableRandom(100 + trial);
            double[] direction = random.doubles(start.length, -1, 1).toArray();
            double norm =
                    Math.sqrt(java.util.Arrays.stream(direction).map(d -> d * d).sum());
            double epsilon = 5e-3;
            double expected = 0;
            for (int i = 0; i < start.length; i++) {
                direction[i] /= norm;
                expected += gradient[i] * direction[i];
            }
            double[] values = new double[2];
            for (int side = 0; side < 2; side++) {
                float[] there = new float[start.length];
                for (int i = 0; i < start.length; i++) {
                    there[i] = (float) (start[i] + (side == 0 ? -1 : 1) * epsilon * direction[i]);
                }
                moved.write(there);
                values[side] = weighted(shared, x, upstream);
            }
            moved.write(start);
            double measured = (values[1] - values[0]) / (2 * epsilon);
            double scale = Math.max(length / Math.sqrt(start.length), 1e-2);
            assertThat(Math.abs(measured - expected) / scale).as(what).isLessThan(0.1);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forwardEqualsSameDiff(Kernels kernels, Case c) {
        TensorPool pool = new TensorPool(kernels);
        SharedBlock shared = shared(c, pool);
        Tensor x = input(c, pool);
        BlockGraph graph = shared.graph();
        INDArray expected = graph.graph()
                .output(
                        Map.of(graph.inputs().get(0), x.array()),
                        graph.outputs().get(0))
                .get(graph.outputs().get(0));
        Tensor y = shared.forward(x, ForwardMode.running());
        assertThat(GoldenFiles.relativeError(
                        y.toArray(), expected.dup('c').data().asFloat()))
                .isLessThan(1e-5);
        assertThat(y.shape()).isEqualTo(expected.shape());
        pool.release(y);
        assertThat(pool.lent()).as("arrays not given back").isZero();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trainingLeavesTheInputAlone(Kernels kernels, Case c) {
        TensorPool pool = new TensorPool(kernels);
        SharedBlock shared = shared(c, pool);
        Tensor x = input(c, pool);
        float[] before = x.toArray();
        Tensor y = shared.forward(x, TRAINING);
        Tensor gradient = pool.acquire(y.shape());
        gradient.array().assign(1f);
        shared.backward(gradient, true);
        assertThat(x.toArray()).isEqualTo(before);
    }
}
