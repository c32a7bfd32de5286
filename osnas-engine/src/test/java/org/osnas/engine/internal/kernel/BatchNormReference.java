package org.osnas.engine.internal.kernel;

/** Batch norm in double, as the formulas in the paper read. */
record BatchNormReference(int rows, int channels) {

    double[] mean(double[] x) {
        double[] mean = new double[channels];
        for (int i = 0; i < rows * channels; i++) {
            mean[i % channels] += x[i] / rows;
        }
        return mean;
    }

    double[] variance(double[] x) {
        double[] mean = mean(x);
        double[] variance = new double[channels];
        for (int i = 0; i < rows * channels; i++) {
            double d = x[i] - mean[i % channels];
            variance[i % channels] += d * d / rows;
        }
        return variance;
    }

    static double act(FusedActivation act, double z) {
        return switch (act) {
            case NONE -> z;
            case RELU -> Math.max(0, z);
            case RELU6 -> Math.min(6, Math.max(0, z));
            case H_SWISH -> z * Math.min(6, Math.max(0, z + 3)) / 6;
        };
    }

    static double slope(FusedActivation act, double z) {
        return switch (act) {
            case NONE -> 1;
            case RELU -> z > 0 ? 1 : 0;
            case RELU6 -> z > 0 && z < 6 ? 1 : 0;
            case H_SWISH -> (Math.min(6, Math.max(0, z + 3)) + (Math.abs(z) < 3 ? z : 0)) / 6;
        };
    }

    /** Forward in training mode. */
    double[] forward(double[] x, double[] gamma, double[] beta, FusedActivation act, double epsilon) {
        double[] mean = mean(x);
        double[] variance = variance(x);
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = i % channels;
            y[i] = act(act, (x[i] - mean[c]) / Math.sqrt(variance[c] + epsilon) * gamma[c] + beta[c]);
        }
        return y;
    }

    /** Gradients of x, gamma and beta in training mode, for given statistics. */
    double[][] backward(
            double[] x,
            double[] gy,
            double[] mean,
            double[] invStd,
            double[] gamma,
            double[] beta,
            FusedActivation act) {
        double[] dGamma = new double[channels];
        double[] dBeta = new double[channels];
        double[] g = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = i % channels;
            double hat = (x[i] - mean[c]) * invStd[c];
            g[i] = gy[i] * slope(act, hat * gamma[c] + beta[c]);
            dGamma[c] += g[i] * hat;
            dBeta[c] += g[i];
        }
        double[] gx = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = i % channels;
            double hat = (x[i] - mean[c]) * invStd[c];
            double statistics = (dBeta[c] + hat * dGamma[c]) / rows;
            gx[i] = gamma[c] * invStd[c] * (g[i] - statistics);
        }
        return new double[][] {gx, dGamma, dBeta};
    }
}
