package org.osnas.images;

import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.images.internal.ImageOptions;
import org.osnas.tasks.dataflow.DataflowOptions;

/**
 * Images with numbers or a class each, listed by a CSV file; {@code labels} says whether these are {@code values},
 * {@code yes-no} or {@code classes}.
 * Shares of them are set aside for validation and test.
 */
public final class ImageTableProvider implements DataflowProvider {

    @Override
    public String name() {
        return "image-csv";
    }

    @Override
    public String description() {
        return "images that a CSV file lists, with a class each, numbers for regression, or 1 and 0 for several names";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path file = settings.about("CSV with a line for each image")
                .path("file")
                .filter(path -> !path.toString().isBlank())
                .orElseThrow(() -> new BadInputException(
                        "The data set image-csv needs the setting 'file': CSV with the columns file and labels"));
        String labels = settings.about("numbers to predict, yes and no, or a class each")
                .choice("labels", "values", List.of("values", "yes-no", "classes"));
        double test = settings.about("share held back for the test").number("test", 0.2, 0, 1);
        DataflowOptions options = DataflowOptions.read(settings, new DataflowOptions.Defaults(0.1, true));
        ImageOptions images = ImageOptions.read(settings, options, 0, 3).withCache(settings);
        settings.rejectUnknown();
        if (labels.equals("classes")) {
            ClassTable table = ClassTable.read(file, images);
            return table.divided()
                    ? options.open(table.data(), batchSize, seed)
                    : options.open(table.train().split(options.validation(), test), table.reading(), batchSize, seed);
        }
        ImageTable.Read read = ImageTable.read(file, labels.equals("yes-no"), images);
        return options.open(read.examples().split(options.validation(), test), read.reading(), batchSize, seed);
    }
}
