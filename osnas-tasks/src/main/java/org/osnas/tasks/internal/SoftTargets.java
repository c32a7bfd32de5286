package org.osnas.tasks.internal;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.training.Divergence;

/**
 * Divergence of a student's softmax q from a teacher's p, mean over the batch, and its gradient with respect to the
 * student's outputs. The teacher is a constant.
 *
 * <p>The alpha-divergence and its gradient {@code -Σ q ρ ∇log q}, {@code ρ = (p/q)^α / α}, are those of Wang et al. 2021
 * (see {@link Divergence.AdaptiveAlpha}); α = 1 is the Kullback-Leibler divergence of q from p, α = 0 that of p from q,
 * by their limits. The importance {@code (p/q)^α} is clipped in loss and gradient, so where it is, the gradient is the
 * paper's and not the loss's derivative. At α = 1 nothing needs clipping, since {@code q (p/q) = p}.
 */
public final class SoftTargets {

    private static final double LIMIT = 1e-3;

    private final int classes;
    private final double[] student;
    private final double[] teacher;
    private final double[] weights;
    private final double[] otherWeights;

    private SoftTargets(int classes) {
        this.classes = classes;
        this.student = new double[classes];
        this.teacher = new double[classes];
        this.weights = new double[classes];
        this.otherWeights = new double[classes];
    }

    /**
     * @param student outputs before the softmax, {@code [batch, classes]}
     * @param teacher the same of the teacher
     * @param gradient of the same shape in c order; assigned
     * @return the divergence; not-a-number if an output is
     */
    public static double lossAndGradient(INDArray student, INDArray teacher, Divergence divergence, INDArray gradient) {
        int batch = (int) student.size(0);
        int classes = (int) student.size(1);
        float[] q = Values.of(student);
        float[] p = Values.of(teacher);
        float[] g = new float[q.length];
        SoftTargets targets = new SoftTargets(classes);
        double loss = 0;
        for (int i = 0; i < batch; i++) {
            loss += targets.example(q, p, i * classes, divergence, g, batch);
        }
        gradient.data().setData(g);
        return loss / batch;
    }

    private double example(float[] q, float[] p, int from, Divergence divergence, float[] gradient, int batch) {
        logSoftmax(q, from, student);
        logSoftmax(p, from, teacher);
        double loss;
        double[] w = weights;
        if (divergence instanceof Divergence.AdaptiveAlpha adaptive) {
            loss = alpha(adaptive.min(), adaptive.clip(), weights);
            double other = alpha(adaptive.max(), adaptive.clip(), otherWeights);
            if (!(loss > other)) {
                loss = other;
                w = otherWeights;
            }
        } else {
            loss = alpha(1, Double.POSITIVE_INFINITY, weights);
        }
        double sum = 0;
        for (double value : w) {
            sum += value;
        }
        for (int c = 0; c < classes; c++) {
            gradient[from + c] = (float) ((Math.exp(student[c]) * sum - w[c]) / batch);
        }
        return loss;
    }

    /** One alpha-divergence; writes {@code q ρ} of every class. */
    private double alpha(double alpha, double clip, double[] qRho) {
        double loss = 0;
        for (int c = 0; c < classes; c++) {
            double logRatio = teacher[c] - student[c];
            double q = Math.exp(student[c]);
            if (Math.abs(alpha - 1) < LIMIT) {
                double p = Math.exp(teacher[c]);
                loss += p * logRatio;
                qRho[c] = p;
            } else if (Math.abs(alpha) < LIMIT) {
                double clipped = Math.min(logRatio, Math.log(clip));
                loss -= q * clipped;
                qRho[c] = q * (clipped - 1);
            } else {
                double importance = Math.min(Math.exp(alpha * logRatio), clip);
                loss += q * (importance - 1) / (alpha * (alpha - 1));
                qRho[c] = q * importance / alpha;
            }
        }
        return loss;
    }

    private void logSoftmax(float[] outputs, int from, double[] result) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            largest = Math.max(largest, outputs[from + c]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(outputs[from + c] - largest);
        }
        double shift = largest + Math.log(sum);
        for (int c = 0; c < classes; c++) {
            result[c] = outputs[from + c] - shift;
        }
    }
}
