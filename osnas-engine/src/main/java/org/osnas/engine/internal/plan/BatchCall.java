package org.osnas.engine.internal.plan;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.engine.internal.kernel.BatchParts;

/** A native convolution whose images are shared among the kernels' threads, each with a context of its own. */
final class BatchCall {

    private final Supplier<NativeCall> maker;
    private NativeCall[] calls = {};

    BatchCall(String operation, long... iArgs) {
        maker = () -> NativeCall.of(operation, iArgs);
    }

    /** {@code y = op(x, weights)}. */
    void run(Tensor x, Tensor weights, Tensor y) {
        int count = BatchParts.count(x.size(0), Math.max(x.length(), y.length()));
        NativeCall[] ready = calls(count);
        Tensor[] xs = x.parts(count);
        Tensor[] ys = y.parts(count);
        INDArray w = weights.array();
        BatchParts.run(
                count,
                count,
                (part, from, to) -> ready[part].run(List.of(xs[part].array(), w), List.of(ys[part].array())));
    }

    private NativeCall[] calls(int count) {
        if (calls.length < count) {
            int made = calls.length;
            calls = Arrays.copyOf(calls, count);
            for (int i = made; i < count; i++) {
                calls[i] = maker.get();
            }
        }
        return calls;
    }
}
