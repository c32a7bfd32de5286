package org.osnas.engine.internal.plan;

import org.jspecify.annotations.Nullable;

/** How a convolution without bias over NHWC images and its gradients are computed. Results are assigned. */
public interface Convolution {

    void forward(Tensor x, Tensor w, Tensor y);

    /**
     * @param pool lends scratch arrays
     * @param gy gradient of the output
     * @param gx receives the gradient of the input; null if not wanted
     * @param gw receives the gradient of the weights; null if not wanted
     */
    void backward(TensorPool pool, Tensor x, Tensor w, Tensor gy, @Nullable Tensor gx, @Nullable Tensor gw);
}
