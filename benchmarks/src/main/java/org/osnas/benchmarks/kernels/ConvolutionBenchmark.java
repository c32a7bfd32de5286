package org.osnas.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.osnas.engine.internal.plan.Convolution;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;
import org.osnas.engine.setup.ProcessSetup;

/**
 * Convolutions as plans run them, where each of the kernels' threads calls oneDNN with a part of the batch, against
 * ND4J's operations with OpenMP's threads. ND4J computes both gradients by one operation.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ConvolutionBenchmark {

    /** ND4J's operations. */
    @State(Scope.Benchmark)
    public static class Native {
        private CustomOp forward;
        private CustomOp backward;

        @Setup
        public void setUp(ConvArrays a) {
            if (a.threads == 1) {
                ProcessSetup.apply();
            }
            prepare(a);
        }

        private void prepare(ConvArrays a) {
            String name = a.layer.operation();
            int[] arguments = a.layer.arguments();
            forward = Arrays4d.operation(name, new INDArray[] {a.x, a.w}, new INDArray[] {a.output()}, arguments);
            backward = Arrays4d.operation(
                    name + "_bp", new INDArray[] {a.x, a.w, a.gy}, new INDArray[] {a.input(), a.weights()}, arguments);
        }

        INDArray[] forward() {
            return Nd4j.exec(forward);
        }

        INDArray[] backward() {
            return Nd4j.exec(backward);
        }
    }

    /** What plans run. */
    @State(Scope.Benchmark)
    public static class Direct {
        private TensorPool pool;
        private Convolution convolution;
        private Tensor x;
        private Tensor w;
        private Tensor gy;
        private Tensor y;
        private Tensor gx;
        private Tensor gw;

        /** Sets up and checks that ND4J's operations compute the same. */
        @Setup
        public void setUp(ConvArrays a) {
            ProcessSetup.apply();
            Kernels kernels = Kernels.cpu();
            pool = new TensorPool(kernels);
            convolution = kernels.convolution(a.layer.convolution());
            x = kernels.wrap(a.x);
            w = kernels.wrap(a.w);
            gy = kernels.wrap(a.gy);
            y = kernels.wrap(a.output());
            gx = kernels.wrap(a.input());
            gw = kernels.wrap(a.weights());
            Native expected = new Native();
            expected.prepare(a);
            Arrays4d.same("forward", forward(), expected.forward()[0]);
            INDArray[] gradients = expected.backward();
            Arrays4d.same("inputGradient", inputGradient(), gradients[0]);
            Arrays4d.same("weightGradient", weightGradient(), gradients[1]);
        }

        INDArray forward() {
            convolution.forward(x, w, y);
            return y.array();
        }

        INDArray inputGradient() {
            convolution.backward(pool, x, w, gy, gx, null);
            return gx.array();
        }

        INDArray weightGradient() {
            convolution.backward(pool, x, w, gy, null, gw);
            return gw.array();
        }
    }

    @Benchmark
    public INDArray forwardDirect(Direct direct) {
        return direct.forward();
    }

    @Benchmark
    public INDArray[] forwardNative(Native operations) {
        return operations.forward();
    }

    @Benchmark
    public INDArray inputGradientDirect(Direct direct) {
        return direct.inputGradient();
    }

    @Benchmark
    public INDArray weightGradientDirect(Direct direct) {
        return direct.weightGradient();
    }

    @Benchmark
    public INDArray[] bothGradientsNative(Native operations) {
        return operations.backward();
    }
}
