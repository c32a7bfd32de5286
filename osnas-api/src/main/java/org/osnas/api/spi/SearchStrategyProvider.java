package org.osnas.api.spi;

import org.osnas.api.search.SearchStrategy;

/** Makes a search strategy from its settings. */
public interface SearchStrategyProvider extends Component {
    SearchStrategy create(Settings settings);
}
