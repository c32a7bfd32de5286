package org.osnas.api.task;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Makes a criterion from its settings. */
public interface CriterionProvider extends Component {
    Criterion create(Settings settings);
}
