package org.osnas.tasks.detection;

/**
 * Object detection by centres. Settings: {@code stride} of the outputs (default 4), {@code levels} of features that the
 * head reads (2), its {@code width} in channels (48), and {@code detections} that count in an image (100).
 */
public final class ObjectDetectionProvider extends DetectionProvider {

    private static final CenterDetector USUAL = CenterDetector.DEFAULT;

    public ObjectDetectionProvider() {
        super(
                new Limits(USUAL.stride(), 1, 64),
                new Limits(USUAL.levels(), 1, 4),
                new Limits(USUAL.width(), 1, 4096),
                CenterDetector::new);
    }

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
}
