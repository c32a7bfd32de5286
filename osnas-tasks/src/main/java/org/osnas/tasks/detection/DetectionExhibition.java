package org.osnas.tasks.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Exhibit;
import org.osnas.api.task.Exhibiting.Exhibition;
import org.osnas.tasks.internal.Values;

/** A detection evaluation that keeps its first images with what was found there. */
final class DetectionExhibition extends DetectionEvaluation implements Exhibition {

    /** Images that are shown. */
    private static final int IMAGES = 12;

    /** From how sure on a detection is shown. */
    private static final double SURE = 0.3;

    private final List<Exhibit.Picture> pictures = new ArrayList<>();

    DetectionExhibition(Detector detector, int most) {
        super(detector, most);
    }

    @Override
    void add(Batch batch, List<BoxLabels.Image> images, List<List<Detection>> found) {
        super.add(batch, images, found);
        if (pictures.size() == IMAGES) {
            return;
        }
        float[] inputs = Values.of(batch.inputs());
        int length = inputs.length / batch.size();
        for (int i = 0; i < batch.size() && pictures.size() < IMAGES; i++) {
            pictures.add(new Exhibit.Picture(
                    Arrays.copyOfRange(inputs, i * length, (i + 1) * length), "", frames(images.get(i), found.get(i))));
        }
    }

    private static List<Exhibit.Frame> frames(BoxLabels.Image image, List<Detection> found) {
        List<Exhibit.Frame> frames = new ArrayList<>();
        for (LabelledBox truth : image.boxes()) {
            if (truth.kind() == LabelledBox.Kind.OBJECT) {
                frames.add(frame(truth.box(), truth.category(), 1, true));
            }
        }
        for (Detection one : found) {
            if (one.score() >= SURE) {
                frames.add(frame(one.box(), one.category(), one.score(), false));
            }
        }
        return frames;
    }

    private static Exhibit.Frame frame(Box box, int category, double score, boolean truth) {
        return new Exhibit.Frame(box.left(), box.top(), box.width(), box.height(), category, score, truth);
    }

    @Override
    public List<Exhibit> exhibits() {
        Map<String, List<Exhibit.Point>> lines = new LinkedHashMap<>();
        for (int iou : new int[] {0, 5, 8}) {
            double[] precision = coco().precisionByRecall(iou);
            List<Exhibit.Point> points = new ArrayList<>();
            for (int r = 0; r < precision.length; r++) {
                points.add(new Exhibit.Point(r / 100.0, precision[r]));
            }
            lines.put("IoU 0.%d".formatted(50 + 5 * iou), points);
        }
        return List.of(
                new Exhibit.Pictures("What it finds: labels dashed, detections with their scores", pictures),
                new Exhibit.Curves("Precision by recall, the mean of all categories", "recall", "precision", lines));
    }
}
