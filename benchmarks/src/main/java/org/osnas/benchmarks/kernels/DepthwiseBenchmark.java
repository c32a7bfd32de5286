package org.osnas.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.osnas.core.kernel.DepthwiseKernel;
import org.osnas.core.kernel.KernelThreads;

/**
 * The whole backward pass of a depthwise convolution on {@code [64, 16, 16, 144]} with stride one: the Java weight
 * gradient and a native forward call with flipped weights, against the one native operation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class DepthwiseBenchmark {

    private static final int C = 144;

    @Param({"3", "5", "7"})
    int kernel;

    @Param({"1", "2"})
    int threads;

    private INDArray x;
    private INDArray gy;
    private INDArray weights;
    private INDArray flipped;
    private INDArray dw;
    private CustomOp flippedForward;
    private CustomOp nativeBackward;

    @Setup
    public void setUp() {
        KernelThreads.set(threads);
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        x = Arrays4d.normal("x", 64, 16, 16, C);
        gy = Arrays4d.normal("gy", 64, 16, 16, C);
        weights = Arrays4d.normal("weights", kernel, kernel, C, 1);
        flipped = Nd4j.create(weights.shape());
        dw = Nd4j.create(weights.shape());
        INDArray gx = Nd4j.create(x.shape());
        int p = kernel / 2;
        flippedForward = DynamicCustomOp.builder("depthwise_conv2d")
                .addInputs(gy, flipped)
                .addIntegerArguments(kernel, kernel, 1, 1, p, p, 1, 1, 0, 1, 0)
                .addOutputs(gx)
                .build();
        nativeBackward = DynamicCustomOp.builder("depthwise_conv2d_bp")
                .addInputs(x, weights, gy)
                .addIntegerArguments(kernel, kernel, 1, 1, p, p, 1, 1, 0, 1, 0)
                .addOutputs(gx, dw)
                .build();
    }

    @Benchmark
    public INDArray weightGradientJava() {
        DepthwiseKernel.weightGradient(
                Arrays4d.buffer(x), Arrays4d.buffer(gy), 64, 16, 16, C, kernel, 1, Arrays4d.buffer(dw));
        return dw;
    }

    @Benchmark
    public INDArray[] backwardJavaAndFlippedForward() {
        weightGradientJava();
        DepthwiseKernel.flip(Arrays4d.buffer(weights), kernel, C, Arrays4d.buffer(flipped));
        return Nd4j.exec(flippedForward);
    }

    @Benchmark
    public INDArray[] backwardNative() {
        return Nd4j.exec(nativeBackward);
    }
}
