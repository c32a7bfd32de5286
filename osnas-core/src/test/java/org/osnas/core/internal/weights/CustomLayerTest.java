package org.osnas.core.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Activation;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Layer;
import org.osnas.api.space.Shape;
import org.osnas.api.task.SameDiffLayer;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/** Custom layers given as SameDiff functions, inside the plan and by SameDiff's own gradient. */
class CustomLayerTest {

    /** {@code x * scale[c]}, of operations that the plan knows. */
    private static final OwnLayer SCALE = OwnLayer.scaled("scale", 4, (graph, x, w) -> x.mul(w.get(0)));

    /** {@code sin(x * scale[c])}: the plan has no rule for the sine. */
    private static final OwnLayer WAVE =
            OwnLayer.scaled("wave", 4, (graph, x, w) -> graph.math().sin(x.mul(w.get(0))));

    /** Batch normalisation as a custom layer. */
    private static final OwnLayer NORMALISED =
            new OwnLayer("normalised", BatchNorm.of(4).weights(), (graph, x, w) -> graph.nn()
                    .batchNorm(x, w.get(2), w.get(3), w.get(0), w.get(1), BatchNorm.DEFAULT_EPSILON, 3));

    @Test
    void runsInThePlan() {
        gradients(SCALE, (x, s) -> x * s, (x, s) -> s, (x, s) -> x);
    }

    @Test
    void fallsBackToSameDiffForUnknownOperations() {
        gradients(WAVE, (x, s) -> Math.sin(x * s), (x, s) -> s * Math.cos(x * s), (x, s) -> x * Math.cos(x * s));
    }

    private interface F {
        double of(double x, double scale);
    }

    private static void gradients(SameDiffLayer layer, F value, F byInput, F byScale) {
        TensorPool pool = new TensorPool();
        SharedBlock shared = SharedBlock.standalone(
                Block.sequence("custom", layer), List.of(new Shape(3, 3, 4)), "custom", pool, new SplittableRandom(1));
        shared.weights().trained().write(new float[] {0.5f, 1f, 1.5f, 2f});
        for (int batch : new int[] {2, 5}) {
            Tensor x = Kernels.chosen()
                    .wrap(Nd4j.linspace(-1, 1, batch * 36, DataType.FLOAT).reshape(batch, 3, 3, 4));
            Tensor y = shared.forward(x, new ForwardMode.Training(1));
            float[] in = x.toArray();
            float[] out = y.toArray();
            Tensor upstream = pool.acquire(y.shape());
            upstream.array().assign(1f);
            Tensor gx = shared.backward(upstream, true);
            double[] scaleGradient = new double[4];
            for (int i = 0; i < in.length; i++) {
                double scale = 0.5 + 0.5 * (i % 4);
                assertThat((double) out[i]).isCloseTo(value.of(in[i], scale), within());
                assertThat((double) gx.toArray()[i]).isCloseTo(byInput.of(in[i], scale), within());
                scaleGradient[i % 4] += byScale.of(in[i], scale);
            }
            float[] actual = shared.gradient(layer.kind() + "0.scale");
            for (int c = 0; c < 4; c++) {
                assertThat((double) actual[c]).isCloseTo(scaleGradient[c], org.assertj.core.data.Offset.offset(1e-3));
            }
            shared.forgetGradient();
            pool.release(gx);
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-5);
    }

    @Test
    void standsBetweenOtherLayers() {
        Block block = Block.sequence("mixed", Conv2d.of(4, 4, 3, 1), WAVE, BatchNorm.of(4));
        TensorPool pool = new TensorPool();
        SharedBlock shared =
                SharedBlock.standalone(block, List.of(new Shape(5, 5, 4)), "mixed", pool, new SplittableRandom(1));
        Tensor x = Kernels.chosen().wrap(Nd4j.ones(2, 5, 5, 4));
        Tensor y = shared.forward(x, new ForwardMode.Training(1));
        Tensor gradient = pool.acquire(y.shape());
        gradient.array().assign(1f);
        Tensor gx = shared.backward(gradient, true);
        assertThat(gx.toArray()).hasSize(200);
        assertThat(block.params()).isEqualTo(4 * 4 * 9 + 4 + 8);
    }

    @Test
    void aNormalisationOfItsOwnIsFusedWithTheActivationBehindIt() {
        Shape in = new Shape(5, 5, 4);
        float[][] outputs = new float[2][];
        for (int i = 0; i < 2; i++) {
            Layer norm = i == 0 ? BatchNorm.of(4) : NORMALISED;
            SharedBlock shared = SharedBlock.standalone(
                    Block.sequence("norm", norm, Activation.relu6(4)),
                    List.of(in),
                    "norm",
                    new TensorPool(),
                    new SplittableRandom(1));
            Tensor x = Kernels.chosen()
                    .wrap(Nd4j.linspace(-3, 5, 200, DataType.FLOAT).reshape(2, 5, 5, 4));
            outputs[i] = shared.forward(x, new ForwardMode.Training(1)).toArray();
        }
        assertThat(outputs[1]).isEqualTo(outputs[0]);
    }
}
