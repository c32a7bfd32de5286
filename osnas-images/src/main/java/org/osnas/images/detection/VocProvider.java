package org.osnas.images.detection;

import java.nio.file.Path;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.internal.Directory;

/** Images with boxes; see {@link VocFolder} for the layout and {@link BoxDataOptions} for the other settings. */
public final class VocProvider implements DataflowProvider {

    @Override
    public String name() {
        return "voc";
    }

    @Override
    public String description() {
        return "for detection: a folder as Pascal VOC has it: JPEGImages, Annotations (XML), perhaps ImageSets/Main";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), VocFolder.EXPECTED);
        BoxDataOptions options = BoxDataOptions.read(settings);
        String train = settings.about("list in ImageSets/Main to train with").text("train-list", "train");
        String test = settings.about("list in ImageSets/Main to test with").text("test-list", "val");
        settings.rejectUnknown();
        return options.open(new VocFolder(directory, train, test).read(), batchSize, seed);
    }
}
