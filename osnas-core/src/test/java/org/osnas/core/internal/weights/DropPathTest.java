package org.osnas.core.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.space.Add;
import org.osnas.api.space.Block;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Shape;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;
import org.osnas.engine.internal.render.Residuals;

/** Residual branches that are left out for some images, by both implementations of kernels. */
class DropPathTest {

    private static final Shape INPUT = new Shape(5, 5, 6);
    private static final int BATCH = 400;
    private static final int IMAGE = 5 * 5 * 6;
    private static final double RATE = 0.25;

    static Stream<Kernels> kernels() {
        return Stream.of(Kernels.cpu(), Kernels.nd4j());
    }

    /** A linear branch, so that what is left out and scaled can be told from passes without. */
    private static Block block(boolean shortcutFirst) {
        BlockBuilder b = Block.builder("residual");
        int y = b.then(b.input(), Conv2d.of(6, 6, 3, 1));
        return b.build(shortcutFirst ? b.add(new Add(), b.input(), y) : b.add(new Add(), y, b.input()));
    }

    private static float[] values(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[BATCH * IMAGE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    /** What a training pass gives. */
    private record Pass(float[] output, float[] input, float[] weight) {
        static Pass of(Kernels kernels, boolean shortcutFirst, double rate, long seed, float[] gradient) {
            TensorPool pool = new TensorPool(kernels);
            SharedBlock shared = SharedBlock.standalone(
                    block(shortcutFirst), List.of(INPUT), "residual", pool, new SplittableRandom(3));
            Tensor x = pool.acquire(BATCH, 5, 5, 6);
            x.write(values(1));
            float[] output = shared.forward(x, new ForwardMode.Training(seed, true, true, rate))
                    .toArray();
            Tensor g = pool.acquire(BATCH, 5, 5, 6);
            g.write(gradient);
            float[] input = shared.backward(g, true).toArray();
            String name = block(shortcutFirst).weights().get(0).name();
            return new Pass(output, input, shared.gradient(name));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void branchesAreLeftOutForSomeImagesAndScaledForTheOthers(Kernels kernels) {
        for (boolean shortcutFirst : List.of(true, false)) {
            float[] x = values(1);
            float[] gradient = values(2);
            Pass whole = Pass.of(kernels, shortcutFirst, 0, 9, gradient);
            Pass dropped = Pass.of(kernels, shortcutFirst, RATE, 9, gradient);

            float[] masked = gradient.clone();
            int left = 0;
            for (int image = 0; image < BATCH; image++) {
                int from = image * IMAGE;
                boolean out = Arrays.equals(dropped.output(), from, from + IMAGE, x, from, from + IMAGE);
                double factor = out ? 0 : 1 / (1 - RATE);
                left += out ? 1 : 0;
                for (int i = from; i < from + IMAGE; i++) {
                    assertThat((double) dropped.output()[i])
                            .isCloseTo(x[i] + factor * (whole.output()[i] - x[i]), within(1e-5));
                    masked[i] = (float) (factor * gradient[i]);
                }
            }
            // Four standard deviations of the binomial distribution.
            assertThat(left).isBetween(100 - 35, 100 + 35);

            Pass expected = Pass.of(kernels, shortcutFirst, 0, 9, masked);
            assertThat(dropped.weight()).containsExactly(expected.weight(), within(1e-3f));
            float[] input = new float[gradient.length];
            for (int i = 0; i < input.length; i++) {
                input[i] = gradient[i] + expected.input()[i] - masked[i];
            }
            assertThat(dropped.input()).containsExactly(input, within(1e-5f));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theImagesFollowFromTheSeed(Kernels kernels) {
        float[] gradient = values(2);
        float[] output = Pass.of(kernels, true, RATE, 9, gradient).output();
        assertThat(Pass.of(kernels, true, RATE, 9, gradient).output()).isEqualTo(output);
        assertThat(Pass.of(kernels, true, RATE, 10, gradient).output()).isNotEqualTo(output);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void evaluationLeavesNothingOut(Kernels kernels) {
        TensorPool pool = new TensorPool(kernels);
        SharedBlock shared =
                SharedBlock.standalone(block(true), List.of(INPUT), "residual", pool, new SplittableRandom(3));
        Tensor x = pool.acquire(BATCH, 5, 5, 6);
        x.write(values(1));
        assertThat(shared.forward(x, ForwardMode.running()).toArray())
                .containsExactly(Pass.of(kernels, true, 0, 9, values(2)).output(), within(1e-5f));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsOfWhatDoesNotComeFromOneAnotherAreNoResiduals(Kernels kernels) {
        BlockBuilder b = Block.builder("two ways");
        int left = b.then(b.input(), Conv2d.of(6, 6, 3, 1));
        int right = b.then(b.input(), Conv2d.of(6, 6, 1, 1));
        Block ways = b.build(b.add(new Add(), left, right));
        assertThat(Residuals.in(ways)).isFalse();
        assertThat(Residuals.in(block(false))).isTrue();
        TensorPool pool = new TensorPool(kernels);
        float[][] outputs = IntStream.range(0, 2)
                .mapToObj(i -> {
                    SharedBlock shared =
                            SharedBlock.standalone(ways, List.of(INPUT), "ways", pool, new SplittableRandom(3));
                    Tensor x = pool.acquire(BATCH, 5, 5, 6);
                    x.write(values(1));
                    return shared.forward(x, new ForwardMode.Training(1, true, true, i * 0.9))
                            .toArray();
                })
                .toArray(float[][]::new);
        assertThat(outputs[1]).isEqualTo(outputs[0]);
    }
}
