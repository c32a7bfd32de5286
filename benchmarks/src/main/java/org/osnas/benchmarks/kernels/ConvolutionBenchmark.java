package org.osnas.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.osnas.core.kernel.BatchParts;
import org.osnas.core.kernel.ElementwiseKernel;
import org.osnas.core.onednn.ConvShape;
import org.osnas.core.onednn.OneDnn;
import org.osnas.core.setup.ProcessSetup;

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

    /** oneDNN, as plans call it. */
    @State(Scope.Benchmark)
    public static class Direct {
        private ConvShape shape;
        private int parts;
        private INDArray x;
        private INDArray w;
        private INDArray gy;
        private INDArray y;
        private INDArray gx;
        private INDArray[] sums;

        /** Sets up and checks that ND4J's operations compute the same. */
        @Setup
        public void setUp(ConvArrays a) {
            ProcessSetup.apply();
            shape = a.layer.shape;
            x = a.x;
            w = a.w;
            gy = a.gy;
            y = a.output();
            gx = a.input();
            parts = BatchParts.count(shape.n(), Math.max(x.length(), y.length()));
            sums = IntStream.range(0, parts).mapToObj(i -> a.weights()).toArray(INDArray[]::new);
            Native expected = new Native();
            expected.prepare(a);
            Arrays4d.same("forward", forward(), expected.forward()[0]);
            INDArray[] gradients = expected.backward();
            Arrays4d.same("inputGradient", inputGradient(), gradients[0]);
            Arrays4d.same("weightGradient", weightGradient(), gradients[1]);
        }

        INDArray forward() {
            BatchParts.run(
                    shape.n(),
                    parts,
                    (part, from, to) ->
                            OneDnn.forward(shape.images(to - from), address(x, from), address(w, 0), address(y, from)));
            return y;
        }

        INDArray inputGradient() {
            BatchParts.run(
                    shape.n(),
                    parts,
                    (part, from, to) -> OneDnn.inputGradient(
                            shape.images(to - from), address(gy, from), address(w, 0), address(gx, from)));
            return gx;
        }

        INDArray weightGradient() {
            BatchParts.run(
                    shape.n(),
                    parts,
                    (part, from, to) -> OneDnn.weightGradient(
                            shape.images(to - from), address(x, from), address(gy, from), address(sums[part], 0)));
            for (int i = 1; i < parts; i++) {
                ElementwiseKernel.add(
                        Arrays4d.buffer(sums[0]), Arrays4d.buffer(sums[i]), Arrays4d.buffer(sums[0]), (int)
                                sums[0].length());
            }
            return sums[0];
        }

        private static long address(INDArray array, int image) {
            return array.data().address() + Float.BYTES * image * (array.length() / array.size(0));
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
