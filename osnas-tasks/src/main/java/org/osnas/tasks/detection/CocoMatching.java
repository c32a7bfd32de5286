package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osnas.tasks.detection.LabelledBox.Kind;

/**
 * Objects and detections of one category in one image, and which detection takes which object.
 *
 * @param found the surest first, at most {@link #MOST}
 * @param overlaps by detection and object
 * @param scale pixels of the original image by those of the boxes
 */
record CocoMatching(List<LabelledBox> objects, List<Detection> found, double[][] overlaps, double scale) {

    /** Detections of a category that count in an image. */
    static final int MOST = 100;

    /**
     * A detection that counts.
     *
     * @param rank among the detections of its image and category, from 0
     * @param right whether it took an object
     */
    record Hit(double score, int rank, boolean right) {}

    static CocoMatching of(List<LabelledBox> objects, List<Detection> found, double scale) {
        List<Detection> ranked = found.stream()
                .sorted(Comparator.comparing(Detection::score, Comparator.reverseOrder()))
                .limit(MOST)
                .toList();
        double[][] overlaps = new double[ranked.size()][objects.size()];
        for (int d = 0; d < overlaps.length; d++) {
            for (int o = 0; o < objects.size(); o++) {
                overlaps[d][o] = overlap(ranked.get(d).box(), objects.get(o));
            }
        }
        return new CocoMatching(objects, ranked, overlaps, scale);
    }

    private static double overlap(Box box, LabelledBox object) {
        return object.kind() == Kind.CROWD ? box.intersection(object.box()) / box.area() : box.iou(object.box());
    }

    /** Number of objects that are to be found. */
    int objects(CocoSize size) {
        return (int) objects.stream().filter(o -> !ignored(o, size)).count();
    }

    private static boolean ignored(LabelledBox object, CocoSize size) {
        return object.kind() != Kind.OBJECT || !size.has(object.area());
    }

    /** What is right and what is wrong of the detections; those that count neither way are left out. */
    List<Hit> match(CocoSize size, double threshold) {
        boolean[] taken = new boolean[objects.size()];
        List<Hit> hits = new ArrayList<>();
        for (int d = 0; d < found.size(); d++) {
            int object = best(d, false, taken, size, threshold);
            if (object < 0) {
                object = best(d, true, taken, size, threshold);
            }
            if (object >= 0) {
                taken[object] = true;
                if (!ignored(objects.get(object), size)) {
                    hits.add(new Hit(found.get(d).score(), d, true));
                }
            } else if (size.has(found.get(d).box().area() * scale)) {
                hits.add(new Hit(found.get(d).score(), d, false));
            }
        }
        return hits;
    }

    /** The free object of those ignored, or not, that a detection overlaps most; of equals the last; -1 if none enough. */
    private int best(int detection, boolean ignored, boolean[] taken, CocoSize size, double threshold) {
        double enough = Math.min(threshold, 1 - 1e-10);
        int best = -1;
        for (int o = 0; o < taken.length; o++) {
            LabelledBox object = objects.get(o);
            boolean free = !taken[o] || object.kind() == Kind.CROWD;
            if (ignored(object, size) == ignored && free && overlaps[detection][o] >= enough) {
                enough = overlaps[detection][o];
                best = o;
            }
        }
        return best;
    }
}
