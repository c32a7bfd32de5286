package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/** Rows scaled to the Euclidean length 1, as by PyTorch's {@code normalize}. Sums are in double. */
public final class UnitKernel {

    private UnitKernel() {}

    /** {@code y = x / max(|x|, epsilon)}, row by row. */
    public static void normalise(FloatBuffer x, int rows, int c, double epsilon, FloatBuffer y) {
        Tiles.holds(x, rows * c);
        Tiles.holds(y, rows * c);
        float[] row = new float[c];
        for (int r = 0; r < rows; r++) {
            x.get(r * c, row, 0, c);
            double length = Math.max(Math.sqrt(dot(row, row)), epsilon);
            for (int i = 0; i < c; i++) {
                row[i] = (float) (row[i] / length);
            }
            y.put(r * c, row, 0, c);
        }
    }

    /**
     * The gradient of {@link #normalise}: {@code (gy - y (y·gy)) / |x|}, of a row that is not scaled up any further
     * {@code gy / epsilon}.
     */
    public static void normaliseBackward(
            FloatBuffer x, FloatBuffer gy, int rows, int c, double epsilon, FloatBuffer gx) {
        Tiles.holds(x, rows * c);
        Tiles.holds(gy, rows * c);
        Tiles.holds(gx, rows * c);
        float[] row = new float[c];
        float[] gradient = new float[c];
        for (int r = 0; r < rows; r++) {
            x.get(r * c, row, 0, c);
            gy.get(r * c, gradient, 0, c);
            double length = Math.sqrt(dot(row, row));
            double along = length > epsilon ? dot(row, gradient) / (length * length) : 0;
            double scale = Math.max(length, epsilon);
            for (int i = 0; i < c; i++) {
                gradient[i] = (float) ((gradient[i] - row[i] * along) / scale);
            }
            gx.put(r * c, gradient, 0, c);
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
