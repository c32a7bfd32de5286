package org.osnas.tasks.verification;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.training.Divergence;
import org.osnas.tasks.internal.SoftTargets;
import org.osnas.tasks.internal.Values;

/**
 * What embeddings can learn from those of another network: which examples of the batch are alike. Each example gives a
 * distribution over the others, the softmax of the cosines divided by {@value #TEMPERATURE}; the student's is to be the
 * teacher's. So the directions themselves may differ, and so may the sizes of the vectors. Passalis and Tefas 2018, <a
 * href="https://arxiv.org/abs/1803.10837">Learning Deep Representations with Probabilistic Knowledge Transfer</a>, with
 * the softmax of Fang et al. 2021, <a href="https://arxiv.org/abs/2101.04731">SEED</a>.
 */
final class SimilarityTransfer {

    private static final double TEMPERATURE = 0.1;

    private SimilarityTransfer() {}

    /**
     * @param student embeddings, {@code [batch, size]}
     * @param teacher those of the other network, {@code [batch, any size]}
     * @param gradient of the student's shape in c order; assigned
     * @return the divergence, mean over the batch; not-a-number if an embedding is
     */
    static double lossAndGradient(INDArray student, INDArray teacher, Divergence divergence, INDArray gradient) {
        int batch = (int) student.size(0);
        int size = (int) student.size(1);
        if (batch < 2) {
            // Nobody to be like.
            gradient.assign(0);
            return 0;
        }
        double[] lengths = new double[batch];
        double[][] unit = unit(student, lengths);
        try (INDArray own = similarities(unit);
                INDArray others = similarities(unit(teacher, new double[batch]));
                INDArray slopes = Nd4j.create(DataType.FLOAT, batch, batch - 1)) {
            double loss = SoftTargets.lossAndGradient(own, others, divergence, slopes);
            float[] slope = Values.of(slopes);
            float[] result = new float[batch * size];
            for (int i = 0; i < batch; i++) {
                double[] direction = new double[size];
                for (int j = 0; j < batch; j++) {
                    if (j != i) {
                        double both = (slope[at(i, j, batch)] + slope[at(j, i, batch)]) / TEMPERATURE;
                        for (int c = 0; c < size; c++) {
                            direction[c] += both * unit[j][c];
                        }
                    }
                }
                // A vector's length changes no cosine.
                double along = dot(direction, unit[i]);
                for (int c = 0; c < size; c++) {
                    result[i * size + c] = (float) ((direction[c] - along * unit[i][c]) / lengths[i]);
                }
            }
            try (INDArray made = Nd4j.create(result, new long[] {batch, size}, 'c')) {
                gradient.assign(made);
            }
            return loss;
        }
    }

    /** {@code [batch, batch - 1]}: of each example to the others. */
    private static INDArray similarities(double[][] unit) {
        int batch = unit.length;
        float[] values = new float[batch * (batch - 1)];
        for (int i = 0; i < batch; i++) {
            for (int j = 0; j < batch; j++) {
                if (j != i) {
                    values[at(i, j, batch)] = (float) (dot(unit[i], unit[j]) / TEMPERATURE);
                }
            }
        }
        return Nd4j.create(values, new long[] {batch, batch - 1}, 'c');
    }

    private static int at(int example, int other, int batch) {
        return example * (batch - 1) + (other < example ? other : other - 1);
    }

    private static double[][] unit(INDArray embeddings, double[] lengths) {
        float[] values = Values.of(embeddings);
        int size = (int) embeddings.size(1);
        double[][] unit = new double[lengths.length][size];
        for (int i = 0; i < lengths.length; i++) {
            for (int c = 0; c < size; c++) {
                unit[i][c] = values[i * size + c];
            }
            lengths[i] = Math.max(Math.sqrt(dot(unit[i], unit[i])), 1e-12);
            for (int c = 0; c < size; c++) {
                unit[i][c] /= lengths[i];
            }
        }
        return unit;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
