package org.osnas.tasks.augment;

import org.osnas.api.space.Shape;

/** Changes of form by a given amount; what comes from beyond the image is black. */
final class Geometry {

    /** Of the 3x3 around a pixel the weight of its centre and of the others, as PIL's filter SMOOTH has it. */
    private static final double CENTRE = 5 / 13.0;

    private static final double OTHER = 1 / 13.0;

    private Geometry() {}

    /** Reads lines from further right the lower they are. */
    static void shearAcross(float[] pixels, Shape shape, double by) {
        Pixel.resample(pixels, shape, (y, x) -> new double[] {y, x + by * y});
    }

    /** Reads columns from further down the further right they are. */
    static void shearDown(float[] pixels, Shape shape, double by) {
        Pixel.resample(pixels, shape, (y, x) -> new double[] {y + by * x, x});
    }

    static void translate(float[] pixels, Shape shape, double down, double right) {
        Pixel.resample(pixels, shape, (y, x) -> new double[] {y + down, x + right});
    }

    /** Around the centre. */
    static void rotate(float[] pixels, Shape shape, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double centreY = shape.height() / 2.0;
        double centreX = shape.width() / 2.0;
        Pixel.resample(pixels, shape, (y, x) -> new double[] {
            centreY + cos * (y - centreY) - sin * (x - centreX), centreX + sin * (y - centreY) + cos * (x - centreX)
        });
    }

    /**
     * Away from a smooth version of the image; its border stays.
     *
     * @param factor 1 for no change, 0 for the smooth version
     */
    static void sharpness(float[] pixels, Shape shape, double factor) {
        float[] old = pixels.clone();
        int row = shape.width() * shape.channels();
        for (int y = 1; y < shape.height() - 1; y++) {
            for (int i = shape.channels(); i < row - shape.channels(); i++) {
                int at = y * row + i;
                double smooth = (CENTRE - OTHER) * old[at];
                for (int down = -row; down <= row; down += row) {
                    for (int right = -1; right <= 1; right++) {
                        smooth += OTHER * old[at + down + right * shape.channels()];
                    }
                }
                pixels[at] = Pixel.within(smooth + (old[at] - smooth) * factor);
            }
        }
    }
}
