package org.osnas.tasks.detection;

import java.util.Comparator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Check;

/**
 * What a {@link CenterHead} should say, {@code [batch, height, width, categories + 6]}: the heatmap from 0 to 1; width and
 * height in cells; the place of the centre in its cell; 1 where a centre is; 1 where there is nothing to learn, since an
 * ignored object or a crowd is there.
 *
 * <p>The heatmap is 1 at the centre of an object and falls off as a Gaussian. Its radius is that within which a box of the
 * same size still overlaps by 0.3: Law and Deng 2018, <a href="https://arxiv.org/abs/1808.01244">CornerNet</a>. Of two
 * centres in one cell the smaller object gives size and place.
 */
final class CenterTargets {

    /** Channels behind the heatmap. */
    static final int EXTRA = 6;

    private static final double OVERLAP = 0.3;

    private final int height;
    private final int width;
    private final int categories;
    private final int channels;
    private final float[] values;

    private CenterTargets(long[] heatmap) {
        height = (int) heatmap[1];
        width = (int) heatmap[2];
        categories = (int) heatmap[3];
        channels = categories + EXTRA;
        values = new float[(int) heatmap[0] * height * width * channels];
    }

    /**
     * @param heatmap shape of the network's output
     */
    static INDArray of(long[] heatmap, int stride, List<BoxLabels.Image> images) {
        CenterTargets targets = new CenterTargets(heatmap);
        for (int i = 0; i < images.size(); i++) {
            int at = i;
            images.get(i).boxes().stream()
                    .sorted(Comparator.comparing((LabelledBox b) -> b.box().area())
                            .reversed())
                    .forEach(box -> targets.add(at, box, stride));
        }
        return Nd4j.create(
                targets.values, new long[] {heatmap[0], targets.height, targets.width, targets.channels}, 'c');
    }

    private void add(int image, LabelledBox labelled, int stride) {
        Check.that(
                labelled.category() < categories,
                "An object has the category %d, but the network knows %d. Use a head with as many as the data set",
                labelled.category(),
                categories);
        Box box = labelled.box();
        if (labelled.kind() != LabelledBox.Kind.OBJECT) {
            ignore(image, box, stride);
            return;
        }
        double x = box.centerX() / stride;
        double y = box.centerY() / stride;
        int column = Math.min(width - 1, Math.max(0, (int) x));
        int row = Math.min(height - 1, Math.max(0, (int) y));
        double across = box.width() / stride;
        double down = box.height() / stride;
        draw(image, labelled.category(), row, column, Math.max(0, (int) radius(down, across)));
        int at = cell(image, row, column) + categories;
        values[at] = (float) across;
        values[at + 1] = (float) down;
        values[at + 2] = (float) (x - column);
        values[at + 3] = (float) (y - row);
        values[at + 4] = 1;
    }

    private void ignore(int image, Box box, int stride) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double x = (column + 0.5) * stride;
                double y = (row + 0.5) * stride;
                if (x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom()) {
                    values[cell(image, row, column) + categories + 5] = 1;
                }
            }
        }
    }

    private void draw(int image, int category, int row, int column, int radius) {
        double deviation = (2 * radius + 1) / 6.0;
        for (int v = Math.max(0, row - radius); v <= Math.min(height - 1, row + radius); v++) {
            for (int u = Math.max(0, column - radius); u <= Math.min(width - 1, column + radius); u++) {
                double squares = (v - row) * (v - row) + (u - column) * (u - column);
                int at = cell(image, v, u) + category;
                values[at] = Math.max(values[at], (float) Math.exp(-squares / (2 * deviation * deviation)));
            }
        }
    }

    private int cell(int image, int row, int column) {
        return ((image * height + row) * width + column) * channels;
    }

    /**
     * How far both corners of a box may move for it to overlap the true one by {@link #OVERLAP} still, whichever way they
     * move: both inwards, both outwards, or one each.
     */
    static double radius(double height, double width) {
        double sum = height + width;
        double area = height * width;
        double shifted = root(1, sum, area * (1 - OVERLAP) / (1 + OVERLAP));
        double smaller = root(4, 2 * sum, (1 - OVERLAP) * area);
        // Larger by r on each side: (w + 2r)(h + 2r) = wh / overlap.
        double larger = (Math.sqrt(sum * sum + 4 * area * (1 / OVERLAP - 1)) - sum) / 4;
        return Math.min(larger, Math.min(shifted, smaller));
    }

    /** The smaller root of {@code a r² - b r + c}. */
    private static double root(double a, double b, double c) {
        return (b - Math.sqrt(b * b - 4 * a * c)) / (2 * a);
    }
}
