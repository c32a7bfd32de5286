package org.osnas.strategies.search;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.Settings;
import org.osnas.strategies.generator.GeneratorSearch;
import org.osnas.strategies.predictor.PredictorSearch;

/** Every search strategy of this module keeps the contracts. */
class SearchContractsTest {

    @Nested
    class OfRandom implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new RandomSearch.Provider();
        }

        @Override
        public boolean learns() {
            return false;
        }
    }

    @Nested
    class OfExhaustive implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new ExhaustiveSearch.Provider();
        }

        @Override
        public boolean dependsOnSeed() {
            return false;
        }

        @Override
        public boolean learns() {
            return false;
        }
    }

    @Nested
    class OfEvolution implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new EvolutionSearch.Provider();
        }

        @Override
        public Settings settings() {
            return Settings.of("evolution", Map.of("population", 10, "parents", 4));
        }
    }

    @Nested
    class OfRegularizedEvolution implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new RegularizedEvolution.Provider();
        }

        @Override
        public Settings settings() {
            return Settings.of("regularized-evolution", Map.of("population", 10, "tournament", 3));
        }
    }

    @Nested
    class OfLocalSearchToTheFirst implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new LocalSearch.Provider();
        }
    }

    @Nested
    class OfLocalSearchToTheBest implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new LocalSearch.Provider();
        }

        @Override
        public Settings settings() {
            return Settings.of("local-search", Map.of("move", "best"));
        }
    }

    @Nested
    class OfNsga2 implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new Nsga2Search.Provider();
        }

        @Override
        public Settings settings() {
            return Settings.of("nsga2", Map.of("population", 10));
        }
    }

    @Nested
    class OfPredictor implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new PredictorSearch.Provider();
        }

        @Override
        public Settings settings() {
            return Settings.of("predictor", Map.of("candidates", 50));
        }
    }

    @Nested
    class OfArchitectureGenerator implements SearcherContract {
        @Override
        public SearchStrategyProvider provider() {
            return new GeneratorSearch.Provider();
        }

        @Override
        public Settings settings() {
            return Settings.of("architecture-generator", Map.of("steps", 4, "priors", 3));
        }

        /** Its default training takes seconds. */
        @Override
        public int landscapes() {
            return 4;
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(2);
        }
    }
}
