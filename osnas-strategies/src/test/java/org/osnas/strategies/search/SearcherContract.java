package org.osnas.strategies.search;

import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.Settings;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.SearchStrategyContract;

/** Both contracts of a search strategy that is found by name. */
interface SearcherContract extends SearchStrategyContract, ComponentContract<SearchStrategyProvider> {

    /** Settings so small that a short search reaches all code. */
    default Settings settings() {
        return Settings.empty();
    }

    @Override
    default SearchStrategy strategy() {
        return provider().create(settings());
    }

    @Override
    default SearchStrategy byDefault() {
        return provider().create(Settings.empty());
    }

    @Override
    default Class<SearchStrategyProvider> service() {
        return SearchStrategyProvider.class;
    }

    @Override
    default Object create(Settings settings) {
        return provider().create(settings);
    }
}
