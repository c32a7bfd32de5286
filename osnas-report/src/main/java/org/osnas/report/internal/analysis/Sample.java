package org.osnas.report.internal.analysis;

import java.util.List;
import org.osnas.api.search.Trial;

/**
 * Scored architectures as arrays.
 *
 * @param sizes candidates by layer
 * @param choices {@code [trial][layer]}
 * @param scores by trial
 */
public record Sample(int[] sizes, int[][] choices, double[] scores) {

    /** Of complete trials. */
    public static Sample of(int[] sizes, List<Trial> trials) {
        return new Sample(
                sizes,
                trials.stream().map(trial -> trial.architecture().toArray()).toArray(int[][]::new),
                trials.stream().mapToDouble(Trial::score).toArray());
    }

    int size() {
        return scores.length;
    }

    int layers() {
        return sizes.length;
    }
}
