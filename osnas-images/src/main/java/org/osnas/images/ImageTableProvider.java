package org.osnas.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Resizing;
import org.osnas.tasks.data.Reading;
import org.osnas.tasks.dataflow.DataflowOptions;

/**
 * Images with numbers each, listed by a CSV file; {@code labels} says whether these are {@code values} or {@code yes-no}.
 * Shares of them are set aside for validation and test.
 */
public final class ImageTableProvider implements DataflowProvider {

    @Override
    public String name() {
        return "image-csv";
    }

    @Override
    public String description() {
        return "images that a CSV file lists, with numbers for regression, or 1 and 0 for several names";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path file = settings.about("CSV with a line for each image")
                .path("file")
                .filter(path -> !path.toString().isBlank())
                .orElseThrow(() -> new BadInputException(
                        "The data set image-csv needs the setting 'file': CSV with the columns file and labels"));
        boolean yesNo = settings.about("numbers to predict, or yes and no")
                .choice("labels", "values", List.of("values", "yes-no"))
                .equals("yes-no");
        double test = settings.about("share held back for the test").number("test", 0.2, 0, 1);
        DataflowOptions options = DataflowOptions.read(settings, new DataflowOptions.Defaults(0.1, true));
        int channels = options.channels() == 0 ? 3 : options.channels();
        Check.that(channels != 2, "channels must be 1 (grey) or 3 (colour), got 2");
        settings.rejectUnknown();
        return options.open(
                ImageTable.read(file, yesNo, options.size(), channels).split(options.validation(), test),
                new Reading(options.size() == 0 ? Resizing.NONE : Resizing.STRETCH, Optional.empty(), List.of()),
                batchSize,
                seed);
    }
}
