package org.osnas.api.search;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Makes a search strategy from its settings. */
public interface SearchStrategyProvider extends Component {
    SearchStrategy create(Settings settings);
}
