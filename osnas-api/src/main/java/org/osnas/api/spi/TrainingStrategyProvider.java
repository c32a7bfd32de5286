package org.osnas.api.spi;

import org.osnas.api.training.TrainingStrategy;

/** Makes a supernet training strategy from its settings. */
public interface TrainingStrategyProvider extends Component {
    TrainingStrategy create(Settings settings);
}
