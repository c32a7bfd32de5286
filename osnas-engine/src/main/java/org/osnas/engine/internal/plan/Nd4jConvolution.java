package org.osnas.engine.internal.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** By ND4J's operations alone, one forward and one for both gradients. */
final class Nd4jConvolution implements Convolution {

    private final NativeCall forward;
    private final NativeCall backward;

    Nd4jConvolution(ConvArguments arguments) {
        String name = arguments.depthwise() ? "depthwise_conv2d" : "conv2d";
        forward = NativeCall.of(name, arguments.iArgs());
        backward = NativeCall.of(name + "_bp", arguments.iArgs());
    }

    @Override
    public void forward(Tensor x, Tensor w, Tensor y) {
        forward.run(List.of(x.array(), w.array()), List.of(y.array()));
    }

    @Override
    public void backward(TensorPool pool, Tensor x, Tensor w, Tensor gy, @Nullable Tensor gx, @Nullable Tensor gw) {
        Tensor input = gx != null ? gx : pool.acquire(x.shape());
        Tensor weights = gw != null ? gw : pool.acquire(w.shape());
        backward.run(List.of(x.array(), w.array(), gy.array()), List.of(input.array(), weights.array()));
        if (gx == null) {
            pool.release(input);
        }
        if (gw == null) {
            pool.release(weights);
        }
    }
}
