package org.osnas.core.plan;

import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.core.onednn.OneDnn;

/** How a convolution without bias over NHWC images and its gradients are computed. Results are assigned. */
interface Convolution {

    /** The fastest implementation for the backend at hand. */
    static Convolution of(ConvArguments arguments) {
        if (OneDnn.isAvailable() && Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU) {
            return new OneDnnConvolution(arguments);
        }
        return nd4j(arguments);
    }

    /** By ND4J's operations. */
    static Convolution nd4j(ConvArguments arguments) {
        return arguments.depthwise() ? new Nd4jDepthwise(arguments) : new Nd4jConvolution(arguments);
    }

    void forward(Tensor x, Tensor w, Tensor y);

    /**
     * @param gy gradient of the output
     * @param gx receives the gradient of the input; null if not wanted
     * @param gw receives the gradient of the weights; null if not wanted
     */
    void backward(Frame frame, Tensor x, Tensor w, Tensor gy, Tensor gx, Tensor gw);
}
