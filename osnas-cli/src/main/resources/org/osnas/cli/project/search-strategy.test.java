package @PACKAGE@;

import org.junit.jupiter.api.Nested;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.Settings;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.SearchStrategyContract;

class @CLASS@Test {

    @Nested
    class Strategy implements SearchStrategyContract {
        @Override
        public SearchStrategy strategy() {
            return new @CLASS@(2, 0.2);
        }
    }

    @Nested
    class Component implements ComponentContract<SearchStrategyProvider> {
        @Override
        public SearchStrategyProvider provider() {
            return new @CLASS@.Provider();
        }

        @Override
        public Class<SearchStrategyProvider> service() {
            return SearchStrategyProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(settings);
        }
    }
}
