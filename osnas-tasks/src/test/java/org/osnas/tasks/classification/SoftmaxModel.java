package org.osnas.tasks.classification;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;

/** A linear classifier in plain ND4J. */
final class SoftmaxModel implements Model {

    final INDArray weights;
    final INDArray bias;
    private final INDArray weightGradient;
    private final INDArray biasGradient;
    private INDArray input;
    int backwardCalls;

    SoftmaxModel(int inputs, int classes) {
        weights = Nd4j.zeros(DataType.FLOAT, inputs, classes);
        bias = Nd4j.zeros(DataType.FLOAT, 1, classes);
        weightGradient = weights.dup();
        biasGradient = bias.dup();
    }

    @Override
    public Outputs forward(INDArray inputs) {
        input = inputs.reshape(inputs.size(0), weights.size(0));
        return Outputs.of("logits", input.mmul(weights).addiRowVector(bias));
    }

    @Override
    public void backward(Outputs gradients) {
        INDArray outputGradient = gradients.only();
        weightGradient.addi(input.transpose().mmul(outputGradient));
        biasGradient.addi(outputGradient.sum(true, 0));
        backwardCalls++;
    }

    void update(double rate) {
        weights.subi(weightGradient.mul(rate));
        bias.subi(biasGradient.mul(rate));
        weightGradient.assign(0);
        biasGradient.assign(0);
    }
}
