package org.osnas.tasks.classification;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.MeanScore;
import org.osnas.api.task.MeanScored;
import org.osnas.api.task.Outputs;
import org.osnas.tasks.internal.Values;

/**
 * Counts right guesses. An example is right within K when fewer than K outputs beat that of its class; among equal
 * outputs the class of lower index comes first, and an output that is not a number never is right. Beside that it knows
 * the mean probability of the true class, which tells more of few examples: it hears of every one, and is not ruled by
 * the few that a network is surely wrong about, as a loss is.
 */
class ClassificationEvaluation implements MeanScored {

    private final CompiledCriterion criterion;
    private final int topK;
    private long examples;
    private long classes;
    private long right;
    private long rightWithinK;
    private double probabilities;
    private double lossSum;

    ClassificationEvaluation(CompiledCriterion criterion, int topK) {
        this.criterion = criterion;
        this.topK = topK;
    }

    @Override
    public void add(Outputs outputs, Batch batch) {
        INDArray output = outputs.only();
        ClassificationAgent.requireSameShape(output, batch);
        add(Values.of(output), Values.of(batch.labels()), (int) output.size(1), batch);
        lossSum += output.size(0) * criterion.loss(outputs, batch.labels());
    }

    /**
     * @param scores {@code [batch, width]}
     * @param labels of the same shape
     */
    void add(float[] scores, float[] labels, int width, Batch batch) {
        int size = scores.length / width;
        for (int i = 0; i < size; i++) {
            int label = label(labels, i * width, width);
            int rank = rank(scores, i * width, width, label);
            right += rank == 0 ? 1 : 0;
            rightWithinK += rank < topK ? 1 : 0;
            probabilities += probability(scores, i * width, width, label);
        }
        examples += size;
        classes = width;
    }

    @Override
    public double score() {
        requireExamples();
        return (double) right / examples;
    }

    @Override
    public MeanScore mean() {
        requireExamples();
        return new MeanScore(examples, right, 0, 1);
    }

    @Override
    public Map<String, Double> metrics() {
        requireExamples();
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("top1", score());
        if (classes > topK) {
            metrics.put("top" + topK, (double) rightWithinK / examples);
        }
        metrics.put("probability", probabilities / examples);
        metrics.put("loss", lossSum / examples);
        return metrics;
    }

    private void requireExamples() {
        if (examples == 0) {
            throw new IllegalStateException("Nothing was evaluated yet");
        }
    }

    /** Number of outputs ahead of that of the true class; more than there are where that one is not a number. */
    private static int rank(float[] scores, int from, int width, int label) {
        float own = scores[from + label];
        if (Float.isNaN(own)) {
            return Integer.MAX_VALUE;
        }
        int ahead = 0;
        for (int c = 0; c < width; c++) {
            float other = scores[from + c];
            ahead += other > own || other == own && c < label ? 1 : 0;
        }
        return ahead;
    }

    /** The softmax of the true class; zero where an output is not a number. */
    private static double probability(float[] scores, int from, int width, int label) {
        double sum = 0;
        for (int c = 0; c < width; c++) {
            // Strict, since scores must not depend on how Java compiles.
            sum += StrictMath.exp(scores[from + c] - scores[from + label]);
        }
        return Double.isNaN(sum) ? 0 : 1 / sum;
    }

    static int label(float[] labels, int from, int width) {
        int best = 0;
        for (int c = 1; c < width; c++) {
            best = labels[from + c] > labels[from + best] ? c : best;
        }
        return best;
    }
}
