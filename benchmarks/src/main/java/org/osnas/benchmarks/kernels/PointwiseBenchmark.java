package org.osnas.benchmarks.kernels;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.osnas.engine.internal.kernel.ChannelKernel;
import org.osnas.engine.internal.kernel.ElementwiseKernel;

/**
 * H-swish, channel shuffle, residual addition and PReLU on {@code [64, 16, 16, 144]}: Java kernels and
 * native operations. ND4J has no h-swish and no shuffle; the native side is the operations of the SameDiff graph.
 */
public class PointwiseBenchmark extends KernelBenchmark {

    private static final int N = 64;
    private static final int SIDE = 16;
    private static final int C = 144;
    private static final int ROWS = N * SIDE * SIDE;
    private static final int SIZE = ROWS * C;
    private static final int GROUPS = 2;
    private static final float SLOPE = 0.25f;

    private INDArray x;
    private INDArray gy;
    private INDArray y;
    private final float[] slope = new float[C];
    private final float[] dSlope = new float[C];
    private CustomOp add;
    private CustomOp prelu;

    /** Sets up both sides and checks that they compute the same. */
    @Setup
    public void setUp() {
        Arrays4d.useThreads(threads);
        x = Arrays4d.normal("x", N, SIDE, SIDE, C);
        gy = Arrays4d.normal("gy", N, SIDE, SIDE, C);
        y = Nd4j.create(x.shape());
        Arrays.fill(slope, SLOPE);
        INDArray slopes = Nd4j.createFromArray(slope).reshape(1, 1, C);
        add = Arrays4d.operation("add", new INDArray[] {x, gy}, output());
        prelu = Arrays4d.operation("prelu", new INDArray[] {x, slopes}, output(), 1, 2);
        Arrays4d.same("hSwish", hSwishJava(), hSwishNative());
        Arrays4d.same("shuffle", shuffleJava(), shuffleNative());
        Arrays4d.same("residual", residualJava(), residualNative()[0]);
        Arrays4d.same("prelu", preluJava(), preluNative()[0]);
        Arrays4d.same("preluBackward", preluBackwardJava(), preluBackwardNative()[0]);
    }

    private INDArray[] output() {
        return new INDArray[] {Nd4j.create(x.shape())};
    }

    @Benchmark
    public INDArray hSwishJava() {
        ElementwiseKernel.hSwish(Arrays4d.buffer(x), Arrays4d.buffer(y), SIZE);
        return y;
    }

    @Benchmark
    public INDArray hSwishNative() {
        return Transforms.relu6(x.add(3), false).muli(1 / 6.0).muli(x);
    }

    @Benchmark
    public INDArray shuffleJava() {
        ChannelKernel.shuffle(Arrays4d.buffer(x), ROWS, C, GROUPS, Arrays4d.buffer(y));
        return y;
    }

    @Benchmark
    public INDArray shuffleNative() {
        return x.reshape(N, SIDE, SIDE, GROUPS, C / GROUPS)
                .permute(0, 1, 2, 4, 3)
                .dup('c')
                .reshape(N, SIDE, SIDE, C);
    }

    @Benchmark
    public INDArray residualJava() {
        ElementwiseKernel.add(Arrays4d.buffer(x), Arrays4d.buffer(gy), Arrays4d.buffer(y), SIZE);
        return y;
    }

    @Benchmark
    public INDArray[] residualNative() {
        return Nd4j.exec(add);
    }

    @Benchmark
    public INDArray preluJava() {
        ElementwiseKernel.prelu(Arrays4d.buffer(x), ROWS, C, slope, Arrays4d.buffer(y));
        return y;
    }

    @Benchmark
    public INDArray[] preluNative() {
        return Nd4j.exec(prelu);
    }

    @Benchmark
    public INDArray preluBackwardJava() {
        ElementwiseKernel.preluBackward(
                Arrays4d.buffer(x), Arrays4d.buffer(gy), ROWS, C, slope, Arrays4d.buffer(y), dSlope);
        return y;
    }

    /** By several operations: libnd4j refuses {@code prelu_bp} for more than 64 values a slope. */
    @Benchmark
    public INDArray[] preluBackwardNative() {
        INDArray below = x.lt(0).castTo(DataType.FLOAT);
        INDArray slopeGradient = x.mul(below).muli(gy).sum(0, 1, 2);
        return new INDArray[] {below.muli(SLOPE - 1).addi(1).muli(gy), slopeGradient};
    }
}
