package org.osnas.tasks.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Exhibit;
import org.osnas.api.task.Exhibiting.Exhibition;
import org.osnas.tasks.internal.Values;

/** An evaluation that counts which class is taken for which, and keeps the examples whose class it finds least likely. */
final class ClassificationExhibition extends ClassificationEvaluation implements Exhibition {

    /** Examples that are shown. */
    private static final int MISTAKES = 12;

    /** With more classes nobody can read a matrix. */
    private static final int MOST = 50;

    private int[][] counts = new int[0][];

    /** The worst first; of equals the one that came first. */
    private final List<Miss> worst = new ArrayList<>();

    /**
     * @param right probability that the network gives the class of the example
     */
    private record Miss(Exhibit.Mistake mistake, double right) {}

    ClassificationExhibition(CompiledCriterion criterion, int topK) {
        super(criterion, topK);
    }

    @Override
    void add(float[] scores, float[] labels, int width, Batch batch) {
        super.add(scores, labels, width, batch);
        if (counts.length == 0) {
            counts = new int[width][width];
        }
        for (int i = 0; i < scores.length / width; i++) {
            float[] own = Arrays.copyOfRange(scores, i * width, (i + 1) * width);
            int truth = label(labels, i * width, width);
            int guess = label(own, 0, width);
            counts[truth][guess]++;
            double right = probability(own, truth);
            if (guess != truth && right < leastOfWorst()) {
                keep(new Miss(new Exhibit.Mistake(image(batch, i), truth, guess, probability(own, guess)), right));
            }
        }
    }

    /** What an example must stay below to be shown. */
    private double leastOfWorst() {
        return worst.size() < MISTAKES
                ? Double.POSITIVE_INFINITY
                : worst.get(MISTAKES - 1).right();
    }

    private void keep(Miss miss) {
        worst.add(miss);
        worst.sort(Comparator.comparingDouble(Miss::right));
        if (worst.size() > MISTAKES) {
            worst.remove(MISTAKES);
        }
    }

    private static float[] image(Batch batch, int i) {
        float[] inputs = Values.of(batch.inputs());
        int length = inputs.length / batch.size();
        return Arrays.copyOfRange(inputs, i * length, (i + 1) * length);
    }

    /** Of the softmax of scores; not-a-number if one is. */
    private static double probability(float[] scores, int of) {
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp((double) score - scores[of]);
        }
        return 1 / sum;
    }

    @Override
    public List<Exhibit> exhibits() {
        List<Exhibit> exhibits = new ArrayList<>();
        if (counts.length > 0 && counts.length <= MOST) {
            exhibits.add(new Exhibit.Matrix("Which classes are taken for which", counts));
        }
        exhibits.add(new Exhibit.Mistakes(
                "Examples that it is furthest off with",
                worst.stream().map(Miss::mistake).toList()));
        return exhibits;
    }
}
