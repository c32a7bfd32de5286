package org.osnas.tasks.detection;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;

/** Object detection by a detector of three numbers, each with the least and the most that it may be. */
abstract class DetectionProvider implements TaskProvider {

    /** Which whole numbers a setting takes. */
    record Limits(int usual, int least, int most) {
        int read(Settings settings, String key, String about) {
            return settings.about(about).integer(key, usual, least, most);
        }
    }

    /** Makes the detector. */
    interface Maker {
        Detector make(int stride, int levels, int width);
    }

    private final Limits stride;
    private final Limits levels;
    private final Limits width;
    private final Maker maker;

    DetectionProvider(Limits stride, Limits levels, Limits width, Maker maker) {
        this.stride = stride;
        this.levels = levels;
        this.width = width;
        this.maker = maker;
    }

    @Override
    public final Task create(Criterion criterion, Settings settings) {
        Detector detector = maker.make(
                stride.read(settings, "stride", "pixels of the image to a cell of the finest map"),
                levels.read(settings, "levels", "maps from fine to coarse"),
                width.read(settings, "width", "channels of the head"));
        int most = settings.about("boxes given for an image at most")
                .integer("detections", ObjectDetection.MOST, 1, 10_000);
        settings.rejectUnknown();
        return new ObjectDetection(criterion, detector, most);
    }
}
