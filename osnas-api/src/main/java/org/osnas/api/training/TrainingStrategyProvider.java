package org.osnas.api.training;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Makes a supernet training strategy from its settings. */
public interface TrainingStrategyProvider extends Component {
    TrainingStrategy create(Settings settings);
}
