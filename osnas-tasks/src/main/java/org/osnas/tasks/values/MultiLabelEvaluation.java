package org.osnas.tasks.values;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Outputs;
import org.osnas.tasks.internal.Values;

/**
 * Average precision of each name: the mean over examples with it of the share of right ones among those that the network
 * puts no lower, without interpolation; equal outputs come together. Names that no example has are left out. As of <a
 * href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.average_precision_score.html">scikit-learn</a>.
 */
final class MultiLabelEvaluation implements Evaluation {

    private final List<float[]> guesses = new ArrayList<>();
    private final List<float[]> truths = new ArrayList<>();
    private int width;

    @Override
    public void add(Outputs outputs, Batch batch) {
        ValuesAgent.requireSameShape(outputs, batch);
        width = (int) batch.labels().size(1);
        addRows(Values.of(outputs.only()), guesses);
        addRows(Values.of(batch.labels()), truths);
    }

    private void addRows(float[] values, List<float[]> rows) {
        for (int from = 0; from < values.length; from += width) {
            rows.add(Arrays.copyOfRange(values, from, from + width));
        }
    }

    @Override
    public double score() {
        requireExamples();
        double[] known = IntStream.range(0, width)
                .filter(name -> truths.stream().anyMatch(row -> row[name] == 1))
                .mapToDouble(this::averagePrecision)
                .toArray();
        return Arrays.stream(known).average().orElse(0);
    }

    private double averagePrecision(int name) {
        int n = truths.size();
        double[] outputs = new double[n];
        for (int i = 0; i < n; i++) {
            float value = guesses.get(i)[name];
            // An output that is not a number is never right: last where it should be first, and the other way round.
            boolean yes = truths.get(i)[name] == 1;
            outputs[i] = Float.isNaN(value) ? (yes ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY) : value;
        }
        int[] falling = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -outputs[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = 0;
        int right = 0;
        int rightBefore = 0;
        for (int k = 0; k < n; k++) {
            right += truths.get(falling[k])[name] == 1 ? 1 : 0;
            if (k + 1 == n || outputs[falling[k]] != outputs[falling[k + 1]]) {
                sum += (right - rightBefore) * (double) right / (k + 1);
                rightBefore = right;
            }
        }
        return sum / right;
    }

    @Override
    public Map<String, Double> metrics() {
        requireExamples();
        long correct = 0;
        long whole = 0;
        for (int i = 0; i < truths.size(); i++) {
            int here = 0;
            for (int name = 0; name < width; name++) {
                float value = guesses.get(i)[name];
                here += !Float.isNaN(value) && value > 0 == (truths.get(i)[name] == 1) ? 1 : 0;
            }
            correct += here;
            whole += here == width ? 1 : 0;
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("mean_average_precision", score());
        metrics.put("accuracy_of_labels", (double) correct / truths.size() / width);
        metrics.put("accuracy_of_examples", (double) whole / truths.size());
        return metrics;
    }

    private void requireExamples() {
        if (truths.isEmpty()) {
            throw new IllegalStateException("Nothing was evaluated yet");
        }
    }
}
