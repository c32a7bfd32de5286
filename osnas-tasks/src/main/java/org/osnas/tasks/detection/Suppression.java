package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of detections that overlap much, the surest (non-maximum suppression); of one category. */
final class Suppression {

    private static final double OVERLAP = 0.45;

    /** Detections that are looked at, the surest ones, as in SSD. */
    private static final int CANDIDATES = 400;

    private Suppression() {}

    /** The surest first; of equals the first given. */
    static List<Detection> of(List<Detection> found) {
        List<Detection> ranked = found.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .limit(CANDIDATES)
                .toList();
        List<Detection> kept = new ArrayList<>();
        for (Detection one : ranked) {
            if (kept.stream().noneMatch(other -> other.box().iou(one.box()) > OVERLAP)) {
                kept.add(one);
            }
        }
        return kept;
    }
}
