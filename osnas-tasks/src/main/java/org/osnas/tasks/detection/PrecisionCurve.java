package org.osnas.tasks.detection;

import java.util.Arrays;
import java.util.List;

/**
 * Precision by recall of one category at one IoU.
 *
 * @param precision the best at recall 0, 0.01, … 1 or higher; 0 where that recall is not reached
 */
record PrecisionCurve(double[] precision) {

    /** Recalls at which precision is taken. */
    static final int POINTS = 101;

    /**
     * @param hits the surest first
     * @param objects that are to be found, above 0
     */
    static PrecisionCurve of(List<CocoMatching.Hit> hits, int objects) {
        double[] recall = new double[hits.size()];
        double[] precision = new double[hits.size()];
        int right = 0;
        for (int i = 0; i < hits.size(); i++) {
            right += hits.get(i).right() ? 1 : 0;
            recall[i] = (double) right / objects;
            // The reference guards against a division by zero so.
            precision[i] = right / (i + 1 + Math.ulp(1.0));
        }
        for (int i = hits.size() - 2; i >= 0; i--) {
            precision[i] = Math.max(precision[i], precision[i + 1]);
        }
        double[] points = new double[POINTS];
        int at = 0;
        for (int r = 0; r < POINTS; r++) {
            while (at < recall.length && recall[at] < r * 0.01) {
                at++;
            }
            points[r] = at < recall.length ? precision[at] : 0;
        }
        return new PrecisionCurve(points);
    }

    double averagePrecision() {
        return Arrays.stream(precision).average().orElseThrow();
    }
}
