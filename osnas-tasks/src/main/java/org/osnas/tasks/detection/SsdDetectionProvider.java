package org.osnas.tasks.detection;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;

/**
 * Object detection by anchors. Settings: {@code stride} of the finest outputs (default 4), number of {@code levels} (3),
 * {@code width} of further layers (64), and {@code detections} that count in an image (100).
 */
public final class SsdDetectionProvider implements TaskProvider {

    @Override
    public String name() {
        return "object-detection-ssd";
    }

    @Override
    public String description() {
        return "boxes around objects, found by anchors (SSDLite), scored by COCO's average precision";
    }

    @Override
    public String criterion() {
        return "ssd-loss";
    }

    @Override
    public Task create(Criterion criterion, Settings settings) {
        SsdDetector usual = SsdDetector.DEFAULT;
        SsdDetector detector = new SsdDetector(
                settings.about("pixels of the image to a cell of the finest map")
                        .integer("stride", usual.stride(), 2, 64),
                settings.about("maps from fine to coarse").integer("levels", usual.levels(), 1, 6),
                settings.about("channels of the head").integer("width", usual.width(), 2, 4096));
        int most = settings.about("boxes given for an image at most")
                .integer("detections", ObjectDetection.MOST, 1, 10_000);
        settings.rejectUnknown();
        return new ObjectDetection(criterion, detector, most);
    }
}
