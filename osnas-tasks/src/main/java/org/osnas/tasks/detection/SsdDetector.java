package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Outputs;
import org.osnas.tasks.internal.Values;

/**
 * Objects by anchors, as {@link SsdHead} describes: anchors are matched with objects for training, and of detections of a
 * category that overlap much the surest stays.
 *
 * @param stride of the finest outputs
 * @param levels number of strides
 * @param width channels of further layers
 */
public record SsdDetector(int stride, int levels, int width) implements Detector {

    /** At strides 4, 8 and 16. */
    public static final SsdDetector DEFAULT = new SsdDetector(4, 3, 64);

    /** Numbers of an anchor in the targets behind its categories: its move, and whether it has an object. */
    static final int EXTRA = 5;

    private static final double LEAST_SCORE = 0.01;

    /**
     * @throws org.osnas.api.spi.BadInputException if there can be no such head
     */
    public SsdDetector {
        new SsdHead(1, stride, levels, width);
    }

    @Override
    public TaskHead head(int categories) {
        return new SsdHead(categories, stride, levels, width);
    }

    /** Anchors and outputs of all strides, one after the other. */
    private record Flat(List<Box> anchors, int categories, float[][] logits, float[][] moves, int width, int height) {}

    private Flat flat(Outputs outputs) {
        List<Box> anchors = new ArrayList<>();
        INDArray first = outputs.get(SsdHead.scores(stride));
        int images = (int) first.size(0);
        int perAnchor = (int) first.size(3) / SsdAnchors.PER_PLACE;
        List<float[]> scores = new ArrayList<>();
        List<float[]> boxes = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            INDArray map = outputs.get(SsdHead.scores(stride << level));
            anchors.addAll(SsdAnchors.of((int) map.size(1), (int) map.size(2), stride << level));
            scores.add(Values.of(map));
            boxes.add(Values.of(outputs.get(SsdHead.boxes(stride << level))));
        }
        return new Flat(
                anchors,
                perAnchor - 1,
                joined(scores, images, anchors.size() * perAnchor),
                joined(boxes, images, anchors.size() * 4),
                (int) first.size(2) * stride,
                (int) first.size(1) * stride);
    }

    private static float[][] joined(List<float[]> parts, int images, int length) {
        float[][] all = new float[images][length];
        int at = 0;
        for (float[] part : parts) {
            int each = part.length / images;
            for (int i = 0; i < images; i++) {
                System.arraycopy(part, i * each, all[i], at, each);
            }
            at += each;
        }
        return all;
    }

    /**
     * {@inheritDoc} For each anchor, {@code [batch, anchors, categories + 6]}: nothing or a category, one of which is 1
     * unless it has nothing to learn; its move; 1 if it has an object.
     *
     * @param outputs also decide which anchors learn that there is nothing
     */
    @Override
    public INDArray targets(Outputs outputs, List<BoxLabels.Image> images) {
        Flat flat = flat(outputs);
        int kinds = flat.categories() + 1;
        int row = kinds + EXTRA;
        int count = flat.anchors().size();
        float[] values = new float[images.size() * count * row];
        for (int i = 0; i < images.size(); i++) {
            List<LabelledBox> boxes = images.get(i).boxes();
            double[] surprise = new double[count];
            for (int a = 0; a < count; a++) {
                surprise[a] = -Math.log(share(flat.logits()[i], a * kinds, kinds, 0));
            }
            int[] matched = SsdMatching.match(flat.anchors(), boxes, surprise);
            for (int a = 0; a < count; a++) {
                int at = (i * count + a) * row;
                if (matched[a] == SsdMatching.NOTHING) {
                    values[at] = 1;
                } else if (matched[a] >= 0) {
                    write(flat, boxes.get(matched[a]), flat.anchors().get(a), values, at);
                }
            }
        }
        return Nd4j.create(values, new long[] {images.size(), count, row}, 'c');
    }

    private static void write(Flat flat, LabelledBox object, Box anchor, float[] values, int at) {
        Check.that(
                object.category() < flat.categories(),
                "An object has the category %d, but the network knows %d. Use a head with as many as the data set",
                object.category(),
                flat.categories());
        int kinds = flat.categories() + 1;
        values[at + 1 + object.category()] = 1;
        double[] move = SsdAnchors.move(anchor, object.box());
        for (int k = 0; k < 4; k++) {
            values[at + kinds + k] = (float) move[k];
        }
        values[at + kinds + 4] = 1;
    }

    /** The softmax of one of some logits. */
    private static double share(float[] logits, int from, int count, int which) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < count; c++) {
            largest = Math.max(largest, logits[from + c]);
        }
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += Math.exp(logits[from + c] - largest);
        }
        return Math.exp(logits[from + which] - largest) / sum;
    }

    @Override
    public List<List<Detection>> detections(Outputs outputs, int most) {
        Flat flat = flat(outputs);
        List<List<Detection>> result = new ArrayList<>();
        for (int i = 0; i < flat.logits().length; i++) {
            List<Detection> kept = new ArrayList<>();
            for (int category = 0; category < flat.categories(); category++) {
                kept.addAll(Suppression.of(candidates(flat, i, category)));
            }
            kept.sort(Comparator.comparingDouble(Detection::score).reversed());
            result.add(List.copyOf(kept.subList(0, Math.min(most, kept.size()))));
        }
        return result;
    }

    private static List<Detection> candidates(Flat flat, int image, int category) {
        List<Detection> found = new ArrayList<>();
        int kinds = flat.categories() + 1;
        for (int a = 0; a < flat.anchors().size(); a++) {
            double score = share(flat.logits()[image], a * kinds, kinds, category + 1);
            if (score >= LEAST_SCORE) {
                double[] c = SsdAnchors.moved(flat.anchors().get(a), flat.moves()[image], a * 4);
                Boxes.within(c[0], c[1], c[2], c[3], flat.width(), flat.height())
                        .ifPresent(box -> found.add(new Detection(category, score, box)));
            }
        }
        return found;
    }
}
