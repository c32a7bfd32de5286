package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.osnas.tasks.detection.LabelledBox.Kind;

/**
 * Which anchors of one image are to find what: each object has the anchor that overlaps it most, and every anchor that
 * overlaps an object by half or more has the one it overlaps most. Of the others, three times as many as have an object
 * learn that there is nothing: those that believe it least (hard negatives, as in SSD).
 */
final class SsdMatching {

    /** Of an anchor that has nothing to learn. */
    static final int UNUSED = -2;

    /** Of an anchor that is to find nothing. */
    static final int NOTHING = -1;

    private static final double ENOUGH = 0.5;
    private static final int NEGATIVES = 3;

    private SsdMatching() {}

    /**
     * For each anchor the number of its object, or {@link #NOTHING} or {@link #UNUSED}.
     *
     * @param surprise of each anchor, the higher the less it believes that there is nothing
     */
    static int[] match(List<Box> anchors, List<LabelledBox> boxes, double[] surprise) {
        int[] matched = new int[anchors.size()];
        Arrays.fill(matched, UNUSED);
        boolean[] free = overlapping(anchors, boxes, matched);
        claimBest(anchors, boxes, matched);
        int positives = (int) Arrays.stream(matched).filter(m -> m >= 0).count();
        List<Integer> candidates = new ArrayList<>();
        for (int a = 0; a < matched.length; a++) {
            if (matched[a] == UNUSED && free[a]) {
                candidates.add(a);
            }
        }
        candidates.sort(Comparator.comparingDouble((Integer a) -> surprise[a]).reversed());
        candidates.stream().limit(NEGATIVES * Math.max(1L, positives)).forEach(a -> matched[a] = NOTHING);
        return matched;
    }

    /** Gives anchors the objects that they overlap by half; whether an anchor may learn that there is nothing. */
    private static boolean[] overlapping(List<Box> anchors, List<LabelledBox> boxes, int[] matched) {
        boolean[] free = new boolean[matched.length];
        for (int a = 0; a < matched.length; a++) {
            double most = ENOUGH;
            free[a] = true;
            for (int o = 0; o < boxes.size(); o++) {
                LabelledBox object = boxes.get(o);
                if (object.kind() != Kind.OBJECT) {
                    // Most of the anchor lies in what is ignored.
                    free[a] &= anchors.get(a).intersection(object.box())
                            < ENOUGH * anchors.get(a).area();
                } else if (anchors.get(a).iou(object.box()) >= most) {
                    most = anchors.get(a).iou(object.box());
                    matched[a] = o;
                }
            }
        }
        return free;
    }

    private static void claimBest(List<Box> anchors, List<LabelledBox> boxes, int[] matched) {
        for (int o = 0; o < boxes.size(); o++) {
            if (boxes.get(o).kind() == Kind.OBJECT) {
                Box box = boxes.get(o).box();
                int best = IntStream.range(0, matched.length)
                        .boxed()
                        .max(Comparator.comparingDouble(
                                (Integer a) -> anchors.get(a).iou(box)))
                        .orElseThrow();
                matched[best] = o;
            }
        }
    }
}
