package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Average precision and recall as COCO's reference evaluation computes them (pycocotools, <a
 * href="https://github.com/cocodataset/cocoapi/blob/master/PythonAPI/pycocotools/cocoeval.py">cocoeval.py</a>, for boxes;
 * Lin et al. 2014, <a href="https://arxiv.org/abs/1405.0312">Microsoft COCO</a>):
 *
 * <ul>
 *   <li>the mean over IoU 0.50, 0.55, … 0.95, over categories that have an object, and over recall 0, 0.01, … 1, at each of
 *       which the best precision at that recall or a higher one counts;
 *   <li>in each image at most 100 detections of a category, the surest ones;
 *   <li>each detection in turn, the surest first, takes the object not taken yet that it overlaps most; an ignored one only
 *       if it overlaps no other enough, and then counts neither way; a crowd may be taken again and again, and overlap
 *       with it is by the area of the detection alone;
 *   <li>by size, objects of other sizes are ignored, and so are detections of other sizes that took none.
 * </ul>
 *
 * <p>Objects that are marked to be ignored are as objects of another size; cocoeval.py today overwrites that mark with
 * that of a crowd, LVIS and others do not. Not safe for two threads.
 */
public final class CocoEvaluation {

    private static final int THRESHOLDS = 10;
    private static final int[] RECALL_AT = {1, 10, CocoMatching.MOST};

    /** The images in which a category is, or was found; by category. */
    private final Map<Integer, List<CocoMatching>> categories = new TreeMap<>();

    /** IoU from which a detection may be right; computed as the reference does, to the last bit. */
    static double threshold(int i) {
        return 0.5 + i * ((0.95 - 0.5) / (THRESHOLDS - 1));
    }

    /**
     * Adds an image.
     *
     * @param found in any order; among equals the first given comes first
     */
    public void add(BoxLabels.Image image, List<Detection> found) {
        Map<Integer, List<LabelledBox>> objects = new LinkedHashMap<>();
        Map<Integer, List<Detection>> detections = new LinkedHashMap<>();
        image.boxes().forEach(b -> objects.computeIfAbsent(b.category(), c -> new ArrayList<>())
                .add(b));
        found.forEach(d ->
                detections.computeIfAbsent(d.category(), c -> new ArrayList<>()).add(d));
        IntStream.concat(
                        objects.keySet().stream().mapToInt(c -> c),
                        detections.keySet().stream().mapToInt(c -> c))
                .distinct()
                .forEach(c -> categories
                        .computeIfAbsent(c, any -> new ArrayList<>())
                        .add(CocoMatching.of(
                                objects.getOrDefault(c, List.of()),
                                detections.getOrDefault(c, List.of()),
                                image.scale())));
    }

    /** The mean over IoU 0.50 to 0.95 and all sizes; 0 if there is no object at all. */
    public double averagePrecision() {
        return averagePrecision(CocoSize.ALL, 0, THRESHOLDS).orElse(0);
    }

    /**
     * {@code ap}, {@code ap50}, {@code ap75}, and by size {@code ap_small}, {@code ap_medium}, {@code ap_large} where there
     * are objects of that size; the recall {@code ar1}, {@code ar10}, {@code ar100} with so many detections an image.
     */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("ap", averagePrecision());
        metrics.put("ap50", averagePrecision(CocoSize.ALL, 0, 1).orElse(0));
        metrics.put("ap75", averagePrecision(CocoSize.ALL, 5, 6).orElse(0));
        for (CocoSize size : List.of(CocoSize.SMALL, CocoSize.MEDIUM, CocoSize.LARGE)) {
            averagePrecision(size, 0, THRESHOLDS).ifPresent(ap -> metrics.put("ap_" + size.word(), ap));
        }
        for (int most : RECALL_AT) {
            metrics.put("ar" + most, averageRecall(most).orElse(0));
        }
        return metrics;
    }

    /** Average precision at IoU 0.5 of each category that has an object. */
    public Map<Integer, Double> byCategory() {
        Map<Integer, Double> result = new TreeMap<>();
        categories.forEach((category, images) ->
                curve(images, CocoSize.ALL, 0).ifPresent(curve -> result.put(category, curve.averagePrecision())));
        return result;
    }

    /**
     * Precision at recall 0, 0.01, … 1, the mean over categories that have an object; empty if there is none.
     *
     * @param iou number of the IoU, 0 for 0.50 to 9 for 0.95
     */
    public double[] precisionByRecall(int iou) {
        List<PrecisionCurve> curves = categories.values().stream()
                .flatMap(images -> curve(images, CocoSize.ALL, iou).stream())
                .toList();
        return curves.isEmpty()
                ? new double[0]
                : IntStream.range(0, PrecisionCurve.POINTS)
                        .mapToDouble(r -> curves.stream()
                                .mapToDouble(c -> c.precision()[r])
                                .average()
                                .orElseThrow())
                        .toArray();
    }

    private OptionalDouble averagePrecision(CocoSize size, int from, int to) {
        return categories.values().stream()
                .flatMapToDouble(images -> IntStream.range(from, to)
                        .mapToObj(t -> curve(images, size, t))
                        .flatMapToDouble(c -> c.stream().mapToDouble(PrecisionCurve::averagePrecision)))
                .average();
    }

    private OptionalDouble averageRecall(int most) {
        return categories.values().stream()
                .flatMapToDouble(images -> {
                    int objects = objects(images, CocoSize.ALL);
                    return objects == 0
                            ? DoubleStream.empty()
                            : IntStream.range(0, THRESHOLDS)
                                    .mapToDouble(t -> (double) hits(images, CocoSize.ALL, t).stream()
                                                    .filter(hit -> hit.rank() < most && hit.right())
                                                    .count()
                                            / objects);
                })
                .average();
    }

    private static java.util.Optional<PrecisionCurve> curve(List<CocoMatching> images, CocoSize size, int threshold) {
        int objects = objects(images, size);
        return objects == 0
                ? java.util.Optional.empty()
                : java.util.Optional.of(PrecisionCurve.of(hits(images, size, threshold), objects));
    }

    private static int objects(List<CocoMatching> images, CocoSize size) {
        return images.stream().mapToInt(image -> image.objects(size)).sum();
    }

    /** Detections of all images that count, the surest first; the sort keeps the order of equals. */
    private static List<CocoMatching.Hit> hits(List<CocoMatching> images, CocoSize size, int threshold) {
        return images.stream()
                .flatMap(image -> image.match(size, threshold(threshold)).stream())
                .sorted(Comparator.comparing(CocoMatching.Hit::score, Comparator.reverseOrder()))
                .toList();
    }
}
