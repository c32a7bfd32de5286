package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Batch;
import org.osnas.tasks.detection.LabelledBox.Kind;
import org.osnas.tasks.internal.Values;

/**
 * The boxes of a batch as one array, {@code [batch, boxes, 8]}, as {@link Batch#labels()} has it in detection. A row is
 * kind, category, left, top, width, height, area, scale; the kind is 0 where there is no box, 1 for an object, 2 for what
 * is ignored, 3 for a crowd. Boxes are in pixels of the network's input, the area in those of the original image. The
 * scale, the same in all rows of an image, is the area of the original image by that of the input.
 */
public final class BoxLabels {

    /** Numbers of a box. */
    public static final int COLUMNS = 8;

    private static final int SCALE = 7;

    private BoxLabels() {}

    /**
     * What is in one image.
     *
     * @param scale pixels of the original image by those of the network's input
     */
    public record Image(List<LabelledBox> boxes, double scale) {
        public Image {
            boxes = List.copyOf(boxes);
            Check.positive("scale", scale);
        }
    }

    /**
     * Writes the boxes of one image.
     *
     * @param rows boxes that the array has for an image
     * @throws BadInputException if there are more boxes than rows
     */
    public static void write(Image image, int rows, float[] out, int at) {
        Check.that(
                image.boxes().size() <= rows,
                "An image has %d boxes, but the batch has room for %d an image",
                image.boxes().size(),
                rows);
        Arrays.fill(out, at, at + rows * COLUMNS, 0f);
        for (int i = 0; i < rows; i++) {
            out[at + i * COLUMNS + SCALE] = (float) image.scale();
        }
        int to = at;
        for (LabelledBox one : image.boxes()) {
            Box box = one.box();
            out[to] = one.kind().ordinal() + 1;
            out[to + 1] = one.category();
            out[to + 2] = (float) box.left();
            out[to + 3] = (float) box.top();
            out[to + 4] = (float) box.width();
            out[to + 5] = (float) box.height();
            out[to + 6] = (float) one.area();
            to += COLUMNS;
        }
    }

    /**
     * The boxes of each image of a batch.
     *
     * @throws BadInputException if the labels are of another kind
     */
    public static List<Image> read(INDArray labels) {
        if (labels.rank() != 3 || labels.size(2) != COLUMNS) {
            throw new BadInputException(
                    "Object detection needs labels of shape [batch, boxes, %d], got %s. Take a data set with boxes, such as fashion-scenes"
                            .formatted(COLUMNS, Arrays.toString(labels.shape())));
        }
        float[] values = Values.of(labels);
        int rows = (int) labels.size(1);
        List<Image> images = new ArrayList<>();
        for (int image = 0; image < labels.size(0); image++) {
            List<LabelledBox> boxes = new ArrayList<>();
            int first = image * rows * COLUMNS;
            for (int at = first; at < first + rows * COLUMNS; at += COLUMNS) {
                if (values[at] != 0) {
                    boxes.add(new LabelledBox(
                            (int) values[at + 1],
                            new Box(values[at + 2], values[at + 3], values[at + 4], values[at + 5]),
                            values[at + 6],
                            Kind.values()[(int) values[at] - 1]));
                }
            }
            images.add(new Image(boxes, values[first + SCALE]));
        }
        return images;
    }
}
