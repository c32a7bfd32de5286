package org.osnas.tasks.dataflow;

import java.nio.file.Path;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.data.CifarFolder;
import org.osnas.tasks.internal.Directory;

/** CIFAR-10 from its binary files. */
public final class Cifar10Provider implements DataflowProvider {

    @Override
    public String name() {
        return "cifar10";
    }

    @Override
    public String description() {
        return "CIFAR-10, binary version, unpacked or as downloaded, 32x32x3, 10 classes";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), "data_batch_1.bin to data_batch_5.bin and test_batch.bin");
        DataflowOptions options = DataflowOptions.read(settings, DataflowOptions.Defaults.CIFAR);
        settings.rejectUnknown();
        return options.open(CifarFolder.cifar10(directory), batchSize, seed);
    }
}
