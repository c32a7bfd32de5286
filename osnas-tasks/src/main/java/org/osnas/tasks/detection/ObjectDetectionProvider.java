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
                settings.integer("stride", usual.stride(), 1, 64),
                settings.integer("levels", usual.levels(), 1, 4),
                settings.integer("width", usual.width(), 1, 4096));
        int most = settings.integer("detections", ObjectDetection.MOST, 1, 10_000);
        settings.rejectUnknown();
        return new ObjectDetection(criterion, detector, most);
    }
}
