package org.osnas.tasks.detection;

import java.util.List;
import java.util.Map;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Outputs;

/** Finds objects, and scores by COCO's average precision. */
class DetectionEvaluation implements Evaluation {

    private final Detector detector;
    private final int most;
    private final CocoEvaluation coco = new CocoEvaluation();

    DetectionEvaluation(Detector detector, int most) {
        this.detector = detector;
        this.most = most;
    }

    @Override
    public final void add(Outputs outputs, Batch batch) {
        add(batch, BoxLabels.read(batch.labels()), detector.detections(outputs, most));
    }

    void add(Batch batch, List<BoxLabels.Image> images, List<List<Detection>> found) {
        for (int i = 0; i < images.size(); i++) {
            coco.add(images.get(i), found.get(i));
        }
    }

    final CocoEvaluation coco() {
        return coco;
    }

    @Override
    public double score() {
        return coco.averagePrecision();
    }

    @Override
    public Map<String, Double> metrics() {
        return coco.metrics();
    }
}
