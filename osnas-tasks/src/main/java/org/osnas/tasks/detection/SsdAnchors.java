package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.List;

/**
 * Boxes from which SSD's boxes start, by stride, row, column and form: squares of four strides and of √2 times as much,
 * and rectangles of the first one's area, twice as wide as high and the other way round.
 */
final class SsdAnchors {

    /** Anchors of a place. */
    static final int PER_PLACE = 4;

    private static final double SIDE = 4;
    private static final double[] SCALES = {1, Math.sqrt(2), 1, 1};
    private static final double[] RATIOS = {1, 1, 2, 0.5};

    /** The deviations by which SSD divides moves of centre and size. */
    private static final double CENTRE = 0.1;

    private static final double SIZE = 0.2;

    private SsdAnchors() {}

    /** Those of a map at a stride. */
    static List<Box> of(int height, int width, int stride) {
        List<Box> anchors = new ArrayList<>(height * width * PER_PLACE);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int a = 0; a < PER_PLACE; a++) {
                    double across = SIDE * stride * SCALES[a] * Math.sqrt(RATIOS[a]);
                    double down = SIDE * stride * SCALES[a] / Math.sqrt(RATIOS[a]);
                    anchors.add(new Box((x + 0.5) * stride - across / 2, (y + 0.5) * stride - down / 2, across, down));
                }
            }
        }
        return anchors;
    }

    /** How an anchor moves to become a box: centre right and down, logarithms of width and height. */
    static double[] move(Box anchor, Box box) {
        return new double[] {
            (box.centerX() - anchor.centerX()) / anchor.width() / CENTRE,
            (box.centerY() - anchor.centerY()) / anchor.height() / CENTRE,
            Math.log(box.width() / anchor.width()) / SIZE,
            Math.log(box.height() / anchor.height()) / SIZE
        };
    }

    /** Corners of an anchor after a move: left, top, right, bottom. */
    static double[] moved(Box anchor, float[] moves, int at) {
        double x = anchor.centerX() + moves[at] * CENTRE * anchor.width();
        double y = anchor.centerY() + moves[at + 1] * CENTRE * anchor.height();
        double w = anchor.width() * Math.exp(moves[at + 2] * SIZE);
        double h = anchor.height() * Math.exp(moves[at + 3] * SIZE);
        return new double[] {x - w / 2, y - h / 2, x + w / 2, y + h / 2};
    }
}
