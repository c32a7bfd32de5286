package org.osnas.tasks.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Outputs;
import org.osnas.tasks.internal.Values;

/** Keeps the embeddings of all examples, and compares them by the cosine of their angle. */
class VerificationEvaluation implements Evaluation {

    private final int wanted;
    private final List<float[]> embeddings = new ArrayList<>();
    private final List<float[]> labels = new ArrayList<>();
    private @Nullable VerificationScores scores;

    VerificationEvaluation(int wanted) {
        this.wanted = wanted;
    }

    @Override
    public void add(Outputs outputs, Batch batch) {
        scores = null;
        embeddings.addAll(rows(outputs.only()));
        labels.addAll(rows(batch.labels()));
    }

    static List<float[]> rows(INDArray array) {
        List<float[]> rows = new ArrayList<>();
        float[] values = Values.of(array);
        int width = (int) array.size(1);
        for (int row = 0; row < array.size(0); row++) {
            rows.add(Arrays.copyOfRange(values, row * width, (row + 1) * width));
        }
        return rows;
    }

    @Override
    public double score() {
        return scores().accuracy();
    }

    @Override
    public Map<String, Double> metrics() {
        return scores().metrics();
    }

    VerificationScores scores() {
        if (embeddings.isEmpty()) {
            throw new IllegalStateException("Nothing was evaluated yet");
        }
        if (scores == null) {
            List<Pair> pairs = Pair.of(labels, wanted);
            double[] similarities = new double[pairs.size()];
            boolean[] same = new boolean[pairs.size()];
            for (int i = 0; i < similarities.length; i++) {
                Pair pair = pairs.get(i);
                same[i] = pair.same();
                double cosine = cosine(embeddings.get(pair.first()), embeddings.get(pair.second()));
                // Vectors that are not numbers are never right.
                similarities[i] = Double.isNaN(cosine) ? (pair.same() ? -2 : 2) : cosine;
            }
            scores = VerificationScores.of(similarities, same);
        }
        return scores;
    }

    static double cosine(float[] a, float[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        return product / Math.max(Math.sqrt(squaresA * squaresB), Double.MIN_NORMAL);
    }
}
