package org.osnas.tasks.detection;

/**
 * Object detection by anchors. Settings: {@code stride} of the finest outputs (default 4), number of {@code levels} (3),
 * {@code width} of further layers (64), and {@code detections} that count in an image (100).
 */
public final class SsdDetectionProvider extends DetectionProvider {

    private static final SsdDetector USUAL = SsdDetector.DEFAULT;

    public SsdDetectionProvider() {
        super(
                new Limits(USUAL.stride(), 2, 64),
                new Limits(USUAL.levels(), 1, 6),
                new Limits(USUAL.width(), 2, 4096),
                SsdDetector::new);
    }

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
}
