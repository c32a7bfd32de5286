package org.osnas.core.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.Shape;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;
import org.osnas.engine.setup.ProcessSetup;

/** Batches that are split among threads, large enough to be split, with sizes that do not divide evenly. */
class SplitBatchTest {

    private static final Shape INPUT = new Shape(31, 33, 12);
    private static final int BATCH = 19;
    private static final Block BLOCK = Block.sequence(
            "split",
            Conv2d.of(12, 24, 1, 1),
            BatchNorm.of(24),
            Activation.relu6(24),
            new DepthwiseConv2d(24, 5, 1),
            BatchNorm.of(24),
            Conv2d.of(24, 12, 1, 1));

    private final int threads = KernelThreads.threads();

    @AfterEach
    void restore() {
        KernelThreads.set(threads);
    }

    /** Output, input gradient and gradients of all weights of a training pass. */
    private static float[][] pass(int threadCount) {
        KernelThreads.set(threadCount);
        TensorPool pool = new TensorPool();
        SplittableRandom random = new SplittableRandom(5);
        SharedBlock shared = SharedBlock.standalone(BLOCK, List.of(INPUT), "split", pool, random);
        Tensor x = pool.acquire(BATCH, INPUT.height(), INPUT.width(), INPUT.channels());
        randomise(x, random);
        Tensor y = shared.forward(x, new ForwardMode.Training(1));
        float[] output = y.toArray();
        Tensor gradient = pool.acquire(y.shape());
        randomise(gradient, random);
        float[] input = shared.backward(gradient, true).toArray();
        float[][] result = new float[BLOCK.weights().size() + 2][];
        result[0] = output;
        result[1] = input;
        for (int i = 0; i < BLOCK.weights().size(); i++) {
            var weight = BLOCK.weights().get(i);
            result[i + 2] = weight.role().trainable() ? shared.gradient(weight.name()) : new float[0];
        }
        return result;
    }

    private static void randomise(Tensor tensor, SplittableRandom random) {
        float[] values = new float[tensor.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        tensor.write(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void splittingChangesNothingButRoundingAndRepeatsExactly(int count) {
        // What was compiled before the set-up, for other numbers of threads, must not be used behind it.
        pass(1);
        ProcessSetup.apply();
        float[][] whole = pass(1);
        float[][] split = pass(count);
        assertThat(pass(count)).isDeepEqualTo(split);
        for (int i = 0; i < whole.length; i++) {
            double difference = 0;
            double length = 0;
            for (int j = 0; j < whole[i].length; j++) {
                difference += Math.pow(whole[i][j] - split[i][j], 2);
                length += Math.pow(whole[i][j], 2);
            }
            assertThat(Math.sqrt(difference)).isLessThanOrEqualTo(1e-5 * Math.sqrt(length));
        }
    }
}
