package org.osnas.tasks.dataflow;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.data.FashionMnistSubset;

/** The bundled subset of Fashion-MNIST: 10,000 training, 2,000 validation and 2,000 test images by default. */
public final class FashionMnistSubsetProvider implements DataflowProvider {

    @Override
    public String name() {
        return "fashion-mnist-subset";
    }

    @Override
    public String description() {
        return "14,000 images of Fashion-MNIST that come with OSNAS, 28x28x1, 10 classes";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        DataflowOptions options = DataflowOptions.read(settings, new DataflowOptions.Defaults(2000, true));
        settings.rejectUnknown();
        return options.open(FashionMnistSubset.read(), batchSize, seed);
    }
}
