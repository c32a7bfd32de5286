package org.osnas.images.detection;

import java.nio.file.Path;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.internal.Directory;

/** Images with boxes; see {@link YoloFolder} for the layout and {@link BoxDataOptions} for the other settings. */
public final class YoloProvider implements DataflowProvider {

    @Override
    public String name() {
        return "yolo";
    }

    @Override
    public String description() {
        return "for detection: a folder as YOLO has it: images, labels (text), classes.txt";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), YoloFolder.EXPECTED);
        BoxDataOptions options = BoxDataOptions.read(settings);
        settings.rejectUnknown();
        return options.open(new YoloFolder(directory).read(), batchSize, seed);
    }
}
