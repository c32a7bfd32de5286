package org.osnas.api.score;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Makes a scoring method from its settings. */
public interface ScorerProvider extends Component {
    ScoringMethod create(Settings settings);
}
