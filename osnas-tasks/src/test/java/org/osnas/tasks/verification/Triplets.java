package org.osnas.tasks.verification;

/** The triplet loss by loops over the batch. */
final class Triplets {

    private Triplets() {}

    static double loss(float[][] x, float[] numbers, double margin, TripletLoss.Mining mining) {
        int n = x.length;
        double sum = 0;
        int count = 0;
        for (int a = 0; a < n; a++) {
            double furthest = 0;
            double nearest = Double.POSITIVE_INFINITY;
            double mostDistant = 0;
            for (int j = 0; j < n; j++) {
                double d = distance(x[a], x[j]);
                if (numbers[j] == numbers[a]) {
                    furthest = Math.max(furthest, d);
                } else {
                    nearest = Math.min(nearest, d);
                    mostDistant = Math.max(mostDistant, d);
                }
            }
            if (mining == TripletLoss.Mining.BATCH_HARD) {
                sum += Math.max(0, furthest - nearest + margin);
                count++;
                continue;
            }
            for (int p = 0; p < n; p++) {
                if (p == a || numbers[p] != numbers[a]) {
                    continue;
                }
                double toPositive = distance(x[a], x[p]);
                double further = Double.POSITIVE_INFINITY;
                for (int k = 0; k < n; k++) {
                    double toNegative = distance(x[a], x[k]);
                    boolean negative = numbers[k] != numbers[a];
                    double loss = toPositive - toNegative + margin;
                    if (negative && mining == TripletLoss.Mining.BATCH_ALL && loss > 0) {
                        sum += loss;
                        count++;
                    }
                    if (negative && toNegative > toPositive) {
                        further = Math.min(further, toNegative);
                    }
                }
                if (mining == TripletLoss.Mining.SEMI_HARD) {
                    double chosen = Double.isInfinite(further) ? mostDistant : further;
                    sum += Math.max(0, toPositive - chosen + margin);
                    count++;
                }
                if (mining == TripletLoss.Mining.HARDEST_NEGATIVE && a < p && toPositive - nearest + margin > 0) {
                    sum += toPositive - nearest + margin;
                    count++;
                }
            }
        }
        return sum / Math.max(1, count);
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return sum;
    }
}
