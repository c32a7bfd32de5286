package org.osnas.tasks.detection;

import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Task;
import org.osnas.api.task.TrainingAgent;

/**
 * Boxes around objects, scored by the average precision of COCO. The labels of a batch are those of {@link BoxLabels}.
 * Networks that find objects by their centres can learn from other networks' outputs.
 *
 * @param criterion on the outputs of the detector's head and its targets
 * @param most detections that count in an image
 */
public record ObjectDetection(Criterion criterion, Detector detector, int most) implements Task {

    /** As many detections as COCO counts. */
    public static final int MOST = 100;

    public ObjectDetection {
        Check.atLeast("detections", most, 1);
    }

    /** With the centres of objects at stride 4 and the loss of CenterNet. */
    public ObjectDetection() {
        this(CenterLoss.DEFAULT, CenterDetector.DEFAULT, MOST);
    }

    @Override
    public TaskHead head(int classes) {
        return detector.head(classes);
    }

    @Override
    public TrainingAgent agent(CriterionCompiler compiler) {
        return detector instanceof TeachableDetector teachable
                ? new TeachableDetectionAgent(compiler.compile(criterion), teachable, most)
                : new DetectionAgent(compiler.compile(criterion), detector, most);
    }

    @Override
    public String score() {
        return "average precision";
    }

    @Override
    public void requireData(DataDescription data) {
        Check.that(
                data.labels() == LabelKind.BOXES,
                "Object detection needs boxes, but the labels of this data set are of the kind %s. Take a data set with boxes, such as fashion-scenes, or another task",
                data.labels());
    }
}
