package org.osnas.tasks.dataflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.data.IdxFolder;
import org.osnas.tasks.data.IdxFolder.Transposed;
import org.osnas.tasks.internal.Directory;

/** A folder of idx files, as MNIST and Fashion-MNIST come; digits are not mirrored unless asked for. */
public final class IdxProvider implements DataflowProvider {

    @Override
    public String name() {
        return "idx";
    }

    @Override
    public String description() {
        return "MNIST, Fashion-MNIST, EMNIST, QMNIST or any folder of idx(.gz) files";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), "train-images-idx3-ubyte.gz and the other three idx files");
        int classes = settings.about("number of classes; 0 to count the labels").integer("classes", 0, 0, 256);
        String prefix = settings.about("how names of the files begin, where there are several data sets")
                .text("prefix", "");
        Transposed transposed =
                Transposed.valueOf(settings.about("whether columns are stored for rows; auto for EMNIST alone")
                        .choice("transposed", "auto", List.of("auto", "yes", "no"))
                        .toUpperCase(Locale.ROOT));
        DataflowOptions options = DataflowOptions.read(settings, new DataflowOptions.Defaults(0.1, false));
        settings.rejectUnknown();
        return options.open(IdxFolder.read(directory, classes, prefix, transposed), batchSize, seed);
    }
}
