package org.osnas.api.cost;

/** How the costs of stem, head and blocks make the cost of a network. */
public enum Combination {
    /** They add up, as parameters, multiply-accumulates and time do. */
    SUM(0) {
        @Override
        public double of(double a, double b) {
            return a + b;
        }
    },
    /** The greatest one counts, as of peaks that are not at the same moment. */
    MAX(Double.NEGATIVE_INFINITY) {
        @Override
        public double of(double a, double b) {
            return Math.max(a, b);
        }
    };

    private final double neutral;

    Combination(double neutral) {
        this.neutral = neutral;
    }

    /** The cost of two parts together. */
    public abstract double of(double a, double b);

    /** The cost of no part: combined with any other it changes nothing. */
    public double neutral() {
        return neutral;
    }
}
