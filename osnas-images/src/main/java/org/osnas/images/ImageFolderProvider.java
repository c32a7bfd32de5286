package org.osnas.images;

import java.nio.file.Path;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.images.internal.ImageOptions;
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
        return "a folder of images (jpg, png, …) with a sub-folder for every class, perhaps in train, val and test";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), "CLASS/*.jpg, or train/CLASS/*.jpg and val/CLASS/*.jpg");
        double test = settings.about("share held back for the test where there is no folder of it")
                .number("test", 0.2, 0, 1);
        long splitSeed = settings.about("chooses what is held back; 0 to spread it evenly over the names")
                .integer("split-seed", 0, 0, Integer.MAX_VALUE);
        DataflowOptions options = DataflowOptions.read(settings, new DataflowOptions.Defaults(0.1, true));
        ImageOptions images = ImageOptions.read(settings, options, 0, 3).withCache(settings);
        settings.rejectUnknown();
        return options.open(new ImageFolder(images).read(directory, test, splitSeed), batchSize, seed);
    }
}
