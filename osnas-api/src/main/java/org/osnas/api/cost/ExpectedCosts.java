package org.osnas.api.cost;

/**
 * Expected costs of architectures whose layers choose independently. A layer that stands alone adds the mean of its
 * costs. Where layers choose interchangeably, costs hold for the choices in ascending order, so what counts is how many of
 * the layers choose at most {@code c}, for every {@code c}: the {@code n} first places in order have such a choice. That
 * number is a sum of independent yes-or-no draws, whose distribution is computed exactly ("Poisson binomial").
 *
 * @param cost {@code [layer][candidate]}
 */
record ExpectedCosts(double base, double[][] cost, StageLayout stages) {

    /**
     * @param p probabilities {@code [layer][candidate]}
     * @param gradient overwritten with the derivative with respect to p
     */
    double of(double[][] p, double[][] gradient) {
        double total = base;
        int first = 0;
        for (int size : stages.sizes()) {
            total = size == 1 ? alone(total, first, p, gradient) : total + together(first, size, p, gradient);
            first += size;
        }
        return total;
    }

    private double alone(double before, int layer, double[][] p, double[][] gradient) {
        double total = before;
        for (int c = 0; c < cost[layer].length; c++) {
            total += p[layer][c] * cost[layer][c];
        }
        System.arraycopy(cost[layer], 0, gradient[layer], 0, cost[layer].length);
        return total;
    }

    private double together(int first, int size, double[][] p, double[][] gradient) {
        int last = cost[first].length - 1;
        double total = 0;
        for (int place = 0; place < size; place++) {
            total += cost[first + place][last];
            gradient[first + place][last] = 0;
        }
        double[] atMost = new double[size];
        for (int layer = 0; layer < size; layer++) {
            for (int c = 0; c < last; c++) {
                atMost[layer] += p[first + layer][c];
            }
        }
        // From the last candidate but one downwards, so that each is known by what is below it.
        for (int c = last - 1; c >= 0; c--) {
            double[] chances = counts(atMost, -1);
            double added = 0;
            for (int n = 1; n <= size; n++) {
                added += step(first + n - 1, c);
                total += chances[n] * added;
            }
            for (int layer = 0; layer < size; layer++) {
                gradient[first + layer][c] = gradient[first + layer][c + 1] + byChance(atMost, layer, first, c);
            }
            for (int layer = 0; layer < size; layer++) {
                atMost[layer] -= p[first + layer][c];
            }
        }
        return total;
    }

    /** What it adds if a place in order gets candidate c and not the next one. */
    private double step(int place, int c) {
        return cost[place][c] - cost[place][c + 1];
    }

    /** Derivative of the expected cost by one layer's probability to choose at most c. */
    private double byChance(double[] atMost, int layer, int first, int c) {
        double[] others = counts(atMost, layer);
        double sum = 0;
        for (int n = 0; n < atMost.length; n++) {
            sum += others[n] * step(first + n, c);
        }
        return sum;
    }

    /** {@code [n]}: the probability that exactly n of the draws are yes, one of them left out. */
    private static double[] counts(double[] chances, int without) {
        double[] counts = new double[chances.length + 1];
        counts[0] = 1;
        int known = 0;
        for (int i = 0; i < chances.length; i++) {
            if (i != without) {
                known++;
                for (int n = known; n > 0; n--) {
                    counts[n] = counts[n] * (1 - chances[i]) + counts[n - 1] * chances[i];
                }
                counts[0] *= 1 - chances[i];
            }
        }
        return counts;
    }
}
