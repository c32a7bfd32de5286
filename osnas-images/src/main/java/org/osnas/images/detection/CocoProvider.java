package org.osnas.images.detection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.internal.DataFiles;
import org.osnas.tasks.internal.Directory;

/**
 * Images with boxes in COCO's format. Settings, relative to {@code directory}: {@code train}, the JSON file of the training
 * images, and {@code train-images}, their folder; perhaps {@code test-file} and {@code test-images}. See {@link
 * BoxDataOptions} for the other settings.
 */
public final class CocoProvider implements DataflowProvider {

    private static final String EXPECTED = "a JSON file of instances and image files, as COCO has it";

    @Override
    public String name() {
        return "coco";
    }

    @Override
    public String description() {
        return "for detection: instances in COCO's JSON, and image files";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), EXPECTED);
        Optional<String> train =
                settings.about("JSON with the boxes to train with").text("train");
        String trainImages =
                settings.about("folder of the images to train with").text("train-images", "");
        Optional<String> test =
                settings.about("JSON with the boxes to test with").text("test-file");
        String testImages = settings.about("folder of the images to test with").text("test-images", "");
        BoxDataOptions options = BoxDataOptions.read(settings);
        settings.rejectUnknown();
        DataFiles.requireFolder(directory, EXPECTED);
        Path file = directory.resolve(
                train.orElseThrow(
                        () -> new BadInputException(
                                "The data set coco needs the setting 'train': the JSON file of the training images in 'directory', such as annotations/instances_train2017.json")));
        CocoFile instances = CocoFile.read(file);
        List<String> names = instances.names();
        BoxReading reading = new BoxReading();
        List<AnnotatedImage> ofTraining = instances.images(directory.resolve(trainImages), names, reading);
        List<AnnotatedImage> ofTest = test.map(directory::resolve)
                .map(CocoFile::read)
                .map(coco -> coco.images(directory.resolve(testImages), names, reading))
                .orElse(List.of());
        return options.open(new AnnotatedSet(file, names, ofTraining, ofTest, reading.findings()), batchSize, seed);
    }
}
