package org.osnas.tasks.classification;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax cross-entropy with label smoothing, as SameDiff's operation computes it: targets are
 * {@code (1 - s) * labels + s / classes}, the loss is the mean over the batch. Sums are in double.
 */
final class SoftmaxCrossEntropyLoss implements LossFunction {

    private final double smoothing;

    SoftmaxCrossEntropyLoss(double smoothing) {
        this.smoothing = smoothing;
    }

    @Override
    public double lossAndGradient(INDArray output, INDArray labels, INDArray gradientOut) {
        float[] gradient = new float[(int) output.length()];
        double loss = compute(output, labels, gradient);
        gradientOut.data().setData(gradient);
        return loss;
    }

    @Override
    public double loss(INDArray output, INDArray labels) {
        return compute(output, labels, new float[(int) output.length()]);
    }

    private double compute(INDArray output, INDArray labels, float[] gradient) {
        int batch = (int) output.size(0);
        int classes = (int) output.size(1);
        float[] logits = values(output);
        float[] targets = values(labels);
        double total = 0;
        for (int row = 0; row < batch; row++) {
            int from = row * classes;
            double max = Double.NEGATIVE_INFINITY;
            for (int c = from; c < from + classes; c++) {
                max = Math.max(max, logits[c]);
            }
            double sum = 0;
            for (int c = from; c < from + classes; c++) {
                sum += Math.exp(logits[c] - max);
            }
            double logSum = max + Math.log(sum);
            double mass = 0;
            for (int c = from; c < from + classes; c++) {
                mass += target(targets[c], classes);
            }
            for (int c = from; c < from + classes; c++) {
                double target = target(targets[c], classes);
                double logProbability = logits[c] - logSum;
                total -= target * logProbability;
                gradient[c] = (float) ((mass * Math.exp(logProbability) - target) / batch);
            }
        }
        return total / batch;
    }

    private double target(double label, int classes) {
        return (1 - smoothing) * label + smoothing / classes;
    }

    private static float[] values(INDArray array) {
        return array.ordering() == 'c' && !array.isView()
                ? array.data().asFloat()
                : array.dup('c').data().asFloat();
    }
}
