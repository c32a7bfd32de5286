package org.osnas.images;

import java.nio.file.Path;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.dataflow.DataflowOptions;
import org.osnas.tasks.internal.Directory;

/** A folder of images with a sub-folder for every class; {@code size} resizes them. */
public final class ImageFolderProvider implements DataflowProvider {

    @Override
    public String name() {
        return "image-folder";
    }

    @Override
    public String description() {
        return "a folder of images (png, jpg, …) with a sub-folder for every class";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), "train/CLASS/*.png and test/CLASS/*.png, or CLASS/*.png");
        double test = settings.about("share held back for the test where there is no folder of it")
                .number("test", 0.2, 0, 1);
        DataflowOptions options = DataflowOptions.read(settings, new DataflowOptions.Defaults(0.1, true));
        int channels = options.channels() == 0 ? 3 : options.channels();
        Check.that(channels != 2, "channels must be 1 (grey) or 3 (colour), got 2");
        settings.rejectUnknown();
        return options.open(new ImageFolder(options.size(), channels).read(directory, test), batchSize, seed);
    }
}
