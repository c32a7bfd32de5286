package org.osnas.tasks.detection;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;

/**
 * Object detection by centres. Settings: {@code stride} of the outputs (default 4), {@code levels} of features that the
 * head reads (2), its {@code width} in channels (48), and {@code detections} that count in an image (100).
 */
public final class ObjectDetectionProvider implements TaskProvider {

    @Override
    public String name() {
        return "object-detection";
    }

    @Override
    public String description() {
        return "boxes around objects, found by their centres, scored by COCO's average precision";
    }

    @Override
    public String criterion() {
        return "center-loss";
    }

    @Override
    public Task create(Criterion criterion, Settings settings) {
        CenterDetector usual = CenterDetector.DEFAULT;
        CenterDetector detector = new CenterDetector(
                settings.about("pixels of the image to a cell of the finest map")
                        .integer("stride", usual.stride(), 1, 64),
                settings.about("maps from fine to coarse").integer("levels", usual.levels(), 1, 4),
                settings.about("channels of the head").integer("width", usual.width(), 1, 4096));
        int most = settings.about("boxes given for an image at most")
                .integer("detections", ObjectDetection.MOST, 1, 10_000);
        settings.rejectUnknown();
        return new ObjectDetection(criterion, detector, most);
    }
}
