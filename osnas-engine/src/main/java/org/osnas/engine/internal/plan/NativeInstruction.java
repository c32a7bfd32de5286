package org.osnas.engine.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Any libnd4j operation whose gradient operation takes the inputs and the gradient of the only output, and yields one
 * gradient an input, such as {@code multiply} and {@code multiply_bp} with broadcasting.
 */
final class NativeInstruction extends Instruction {

    private final NativeCall forward;
    private final NativeCall backward;

    NativeInstruction(int[] inputs, int[] outputs, NativeCall forward, NativeCall backward) {
        super(inputs, outputs);
        this.forward = forward;
        this.backward = backward;
    }

    @Override
    void forward(Frame frame) {
        List<INDArray> arrays = arrays(frame);
        Tensor y = frame.allocate(output(0), forward.outputShapes(arrays).get(0));
        forward.run(arrays, List.of(y.array()));
    }

    @Override
    void backward(Frame frame) {
        List<INDArray> arrays = arrays(frame);
        arrays.add(frame.gradient(output(0)).array());
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < inputCount(); i++) {
            gradients.add(frame.scratch(frame.value(input(i)).shape()));
        }
        backward.run(arrays, gradients.stream().map(Tensor::array).toList());
        for (int i = 0; i < inputCount(); i++) {
            if (frame.wants(input(i))) {
                Tensor target = frame.target(input(i));
                frame.kernels().copy(gradients.get(i), target);
                frame.contribute(input(i), target);
            }
            frame.free(gradients.get(i));
        }
    }

    private List<INDArray> arrays(Frame frame) {
        List<INDArray> arrays = new ArrayList<>();
        for (int v : inputs()) {
            arrays.add(frame.value(v).array());
        }
        return arrays;
    }
}
