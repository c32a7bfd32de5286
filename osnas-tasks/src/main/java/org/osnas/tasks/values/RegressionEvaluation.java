package org.osnas.tasks.values;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Outputs;
import org.osnas.tasks.internal.Values;

/** Errors of predictions, and the coefficient of determination: the mean over quantities of {@code 1 - errors / variance}. */
final class RegressionEvaluation implements Evaluation {

    private long examples;
    private double[] squares = new double[0];
    private double[] mean = new double[0];
    private double[] spread = new double[0];
    private double absolute;

    @Override
    public void add(Outputs outputs, Batch batch) {
        ValuesAgent.requireSameShape(outputs, batch);
        int width = (int) batch.labels().size(1);
        if (squares.length == 0) {
            squares = new double[width];
            mean = new double[width];
            spread = new double[width];
        }
        float[] guesses = Values.of(outputs.only());
        float[] truths = Values.of(batch.labels());
        for (int i = 0; i < truths.length; i++) {
            int v = i % width;
            examples += v == 0 ? 1 : 0;
            double error = (double) guesses[i] - truths[i];
            squares[v] += error * error;
            absolute += Math.abs(error);
            // Welford's update (1962), since large means would cancel in sums of squares.
            double before = truths[i] - mean[v];
            mean[v] += before / examples;
            spread[v] += before * (truths[i] - mean[v]);
        }
    }

    @Override
    public double score() {
        requireExamples();
        double sum = 0;
        for (int v = 0; v < squares.length; v++) {
            // A quantity that never changes is predicted exactly or not at all.
            double explained = spread[v] > 0 ? 1 - squares[v] / spread[v] : squares[v] == 0 ? 1 : 0;
            sum += explained;
        }
        return sum / squares.length;
    }

    @Override
    public Map<String, Double> metrics() {
        requireExamples();
        double all = 0;
        for (double square : squares) {
            all += square;
        }
        double count = (double) examples * squares.length;
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("r2", score());
        metrics.put("mean_squared_error", all / count);
        metrics.put("mean_absolute_error", absolute / count);
        return metrics;
    }

    private void requireExamples() {
        if (examples == 0) {
            throw new IllegalStateException("Nothing was evaluated yet");
        }
    }
}
