package org.osnas.benchmarks.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.osnas.engine.internal.kernel.KernelThreads;

/** Input, weights and output gradient of a convolution. */
@State(Scope.Benchmark)
public class ConvArrays {

    @Param
    ConvLayer layer;

    @Param({"1", "2"})
    int threads;

    INDArray x;
    INDArray w;
    INDArray gy;

    @Setup
    public void setUp() {
        KernelThreads.set(threads);
        x = Arrays4d.normal("x", layer.input());
        w = Arrays4d.normal("w", layer.weights());
        gy = Arrays4d.normal("gy", layer.output());
    }

    INDArray input() {
        return Nd4j.create(layer.input());
    }

    INDArray weights() {
        return Nd4j.create(layer.weights());
    }

    INDArray output() {
        return Nd4j.create(layer.output());
    }
}
