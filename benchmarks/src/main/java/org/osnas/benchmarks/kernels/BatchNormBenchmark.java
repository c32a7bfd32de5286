package org.osnas.benchmarks.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.osnas.engine.internal.kernel.BatchNormKernel;
import org.osnas.engine.internal.kernel.FusedActivation;

/** Batch norm on {@code [64, 16, 16, 144]}: Java kernels (with ReLU6 in the same pass) and native operations. */
public class BatchNormBenchmark extends KernelBenchmark {

    private static final int C = 144;
    private static final int ROWS = 64 * 16 * 16;

    private INDArray x;
    private INDArray gy;
    private INDArray y;
    private CustomOp nativeForward;
    private CustomOp nativeBackward;
    private final float[] mean = new float[C];
    private final float[] variance = new float[C];
    private final float[] ones = new float[C];
    private final float[] zeros = new float[C];

    @Setup
    public void setUp() {
        Arrays4d.useThreads(threads);
        x = Arrays4d.normal("x", 64, 16, 16, C);
        gy = Arrays4d.normal("gy", 64, 16, 16, C);
        y = Nd4j.create(x.shape());
        java.util.Arrays.fill(ones, 1f);
        INDArray m = Nd4j.zeros(C);
        INDArray v = Nd4j.ones(C);
        INDArray gamma = Nd4j.ones(C);
        INDArray beta = Nd4j.zeros(C);
        nativeForward = DynamicCustomOp.builder("batchnorm")
                .addInputs(x, m, v, gamma, beta)
                .addIntegerArguments(1, 1, 3)
                .addFloatingPointArguments(1e-5)
                .addOutputs(y)
                .build();
        nativeBackward = DynamicCustomOp.builder("batchnorm_bp")
                .addInputs(x, m, v, gamma, beta, gy)
                .addIntegerArguments(1, 1, 3)
                .addFloatingPointArguments(1e-5)
                .addOutputs(y, Nd4j.create(C), Nd4j.create(C), Nd4j.create(C), Nd4j.create(C))
                .build();
    }

    @Benchmark
    public float[] statisticsJava() {
        BatchNormKernel.statistics(Arrays4d.buffer(x), ROWS, C, mean, variance);
        return variance;
    }

    @Benchmark
    public INDArray statisticsNative() {
        return x.var(false, 0, 1, 2);
    }

    @Benchmark
    public INDArray forwardRelu6Java() {
        BatchNormKernel.forward(Arrays4d.buffer(x), ROWS, C, ones, zeros, FusedActivation.RELU6, Arrays4d.buffer(y));
        return y;
    }

    @Benchmark
    public INDArray[] forwardNative() {
        return Nd4j.exec(nativeForward);
    }

    @Benchmark
    public INDArray backwardRelu6Java() {
        BatchNormKernel.backward(
                Arrays4d.buffer(x),
                Arrays4d.buffer(gy),
                ROWS,
                C,
                zeros,
                ones,
                ones,
                zeros,
                FusedActivation.RELU6,
                Arrays4d.buffer(y),
                mean,
                variance);
        return y;
    }

    @Benchmark
    public INDArray[] backwardNative() {
        return Nd4j.exec(nativeBackward);
    }
}
