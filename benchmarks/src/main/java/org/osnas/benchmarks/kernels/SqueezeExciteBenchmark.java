package org.osnas.benchmarks.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.osnas.engine.internal.kernel.PoolKernel;
import org.osnas.engine.internal.kernel.ScaleKernel;

/**
 * What squeeze-excite does to whole maps, {@code [64, 8, 8, 240]} as in mobilenet-v3: the mean of each image and channel,
 * and a factor for each.
 */
public class SqueezeExciteBenchmark extends KernelBenchmark {

    private static final int N = 64;
    private static final int SIDE = 8;
    private static final int AREA = SIDE * SIDE;
    private static final int C = 240;

    private INDArray x;
    private INDArray gy;
    private INDArray factors;
    private INDArray y;
    private INDArray means;
    private CustomOp mean;
    private CustomOp meanBackward;
    private CustomOp scale;
    private CustomOp scaleBackward;

    /** Sets up both sides and checks that they compute the same. */
    @Setup
    public void setUp() {
        Arrays4d.useThreads(threads);
        x = Arrays4d.normal("x", N, SIDE, SIDE, C);
        gy = Arrays4d.normal("gy", N, SIDE, SIDE, C);
        factors = Arrays4d.normal("factors", N, 1, 1, C);
        y = Nd4j.create(x.shape());
        means = Nd4j.create(factors.shape());
        mean = overPositions("reduce_mean", new INDArray[] {x}, Nd4j.create(factors.shape()));
        meanBackward = overPositions("reduce_mean_bp", new INDArray[] {x, factors}, Nd4j.create(x.shape()));
        scale = Arrays4d.operation("multiply", new INDArray[] {x, factors}, new INDArray[] {Nd4j.create(x.shape())});
        scaleBackward = Arrays4d.operation("multiply_bp", new INDArray[] {x, factors, gy}, new INDArray[] {
            Nd4j.create(x.shape()), Nd4j.create(factors.shape())
        });
        Arrays4d.same("mean", meanJava(), meanNative()[0]);
        Arrays4d.same("meanBackward", meanBackwardJava(), meanBackwardNative()[0]);
        Arrays4d.same("scale", scaleJava(), scaleNative()[0]);
        Arrays4d.same("scaleBackward", scaleBackwardJava(), scaleBackwardNative()[0]);
        Arrays4d.same("scaleBackward factors", means, scaleBackwardNative()[1]);
    }

    private static CustomOp overPositions(String name, INDArray[] inputs, INDArray output) {
        return DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(output)
                .addIntegerArguments(1, 2)
                .addBooleanArguments(true)
                .build();
    }

    @Benchmark
    public INDArray meanJava() {
        PoolKernel.globalAverage(Arrays4d.buffer(x), N, AREA, C, Arrays4d.buffer(means));
        return means;
    }

    @Benchmark
    public INDArray[] meanNative() {
        return Nd4j.exec(mean);
    }

    @Benchmark
    public INDArray meanBackwardJava() {
        PoolKernel.globalAverageBackward(Arrays4d.buffer(factors), N, AREA, C, Arrays4d.buffer(y));
        return y;
    }

    @Benchmark
    public INDArray[] meanBackwardNative() {
        return Nd4j.exec(meanBackward);
    }

    @Benchmark
    public INDArray scaleJava() {
        ScaleKernel.forward(Arrays4d.buffer(x), Arrays4d.buffer(factors), N, AREA, C, Arrays4d.buffer(y));
        return y;
    }

    @Benchmark
    public INDArray[] scaleNative() {
        return Nd4j.exec(scale);
    }

    @Benchmark
    public INDArray scaleBackwardJava() {
        ScaleKernel.backward(
                Arrays4d.buffer(x),
                Arrays4d.buffer(factors),
                Arrays4d.buffer(gy),
                N,
                AREA,
                C,
                Arrays4d.buffer(y),
                Arrays4d.buffer(means));
        return y;
    }

    @Benchmark
    public INDArray[] scaleBackwardNative() {
        return Nd4j.exec(scaleBackward);
    }
}
