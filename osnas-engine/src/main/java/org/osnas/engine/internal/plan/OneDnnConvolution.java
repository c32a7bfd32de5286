package org.osnas.engine.internal.plan;

import org.jspecify.annotations.Nullable;
import org.osnas.engine.internal.kernel.BatchParts;
import org.osnas.engine.internal.onednn.ConvShape;
import org.osnas.engine.internal.onednn.OneDnn;

/** By oneDNN directly, the batch shared among the kernels' threads. */
record OneDnnConvolution(ConvArguments arguments) implements Convolution {

    @Override
    public void forward(Tensor x, Tensor w, Tensor y) {
        ConvShape shape = shape(x, y);
        BatchParts.run(
                x.size(0),
                parts(x, y),
                (part, from, to) ->
                        OneDnn.forward(shape.images(to - from), x.address(from), w.address(0), y.address(from)));
    }

    @Override
    public void backward(TensorPool pool, Tensor x, Tensor w, Tensor gy, @Nullable Tensor gx, @Nullable Tensor gw) {
        ConvShape shape = shape(x, gy);
        int parts = parts(x, gy);
        if (gw != null) {
            BatchSums.run(
                    pool,
                    x.size(0),
                    parts,
                    gw,
                    (part, from, to, sum) -> OneDnn.weightGradient(
                            shape.images(to - from), x.address(from), gy.address(from), sum.address(0)));
        }
        if (gx != null) {
            BatchParts.run(
                    x.size(0),
                    parts,
                    (part, from, to) -> OneDnn.inputGradient(
                            shape.images(to - from), gy.address(from), w.address(0), gx.address(from)));
        }
    }

    private static int parts(Tensor x, Tensor y) {
        return BatchParts.count(x.size(0), Math.max(x.length(), y.length()));
    }

    private ConvShape shape(Tensor x, Tensor y) {
        return new ConvShape(
                x.size(0),
                x.size(1),
                x.size(2),
                x.channels(),
                y.channels(),
                arguments.kernel(),
                arguments.stride(),
                arguments.padding(),
                arguments.depthwise());
    }
}
