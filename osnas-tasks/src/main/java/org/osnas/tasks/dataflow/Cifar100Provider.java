package org.osnas.tasks.dataflow;

import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.data.CifarFolder;
import org.osnas.tasks.internal.Directory;

/** CIFAR-100 from its binary files, with fine or coarse labels. */
public final class Cifar100Provider implements DataflowProvider {

    @Override
    public String name() {
        return "cifar100";
    }

    @Override
    public String description() {
        return "CIFAR-100, binary version, 32x32x3, 100 classes (or 20 coarse ones)";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), "train.bin and test.bin");
        boolean fine = settings.about("100 fine classes or 20 coarse ones")
                .choice("labels", "fine", List.of("fine", "coarse"))
                .equals("fine");
        DataflowOptions options = DataflowOptions.read(settings, DataflowOptions.Defaults.CIFAR);
        settings.rejectUnknown();
        return options.open(
                CifarFolder.cifar100(directory, fine ? CifarFolder.Labels.FINE : CifarFolder.Labels.COARSE),
                batchSize,
                seed);
    }
}
