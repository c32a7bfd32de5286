package org.osnas.strategies.score;

import org.junit.jupiter.api.Nested;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.spi.Settings;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.ScorerContract;

/** Every scorer of this module keeps the contracts. */
class ScorerContractsTest {

    interface Contract extends ScorerContract, ComponentContract<ScorerProvider> {
        @Override
        default Class<ScorerProvider> service() {
            return ScorerProvider.class;
        }

        @Override
        default Object create(Settings settings) {
            return provider().create(settings);
        }

        @Override
        default ScoringMethod method() {
            return provider().create(Settings.empty());
        }
    }

    @Nested
    class OfParams implements Contract {
        @Override
        public ScorerProvider provider() {
            return new CostProxy.Params();
        }
    }

    @Nested
    class OfMacs implements Contract {
        @Override
        public ScorerProvider provider() {
            return new CostProxy.Macs();
        }
    }

    @Nested
    class OfGradNorm implements Contract {
        @Override
        public ScorerProvider provider() {
            return new GradientProxy.GradNorm();
        }
    }

    @Nested
    class OfSnip implements Contract {
        @Override
        public ScorerProvider provider() {
            return new GradientProxy.Snip();
        }
    }

    @Nested
    class OfSynflow implements Contract {
        @Override
        public ScorerProvider provider() {
            return new GradientProxy.Synflow();
        }
    }

    @Nested
    class OfNaswot implements Contract {
        @Override
        public ScorerProvider provider() {
            return new NaswotProxy.Provider();
        }
    }

    @Nested
    class OfTrain implements Contract {
        @Override
        public ScorerProvider provider() {
            return new ScratchScoring.Provider();
        }
    }

    @Nested
    class OfSuccessiveHalving implements Contract {
        @Override
        public ScorerProvider provider() {
            return new SuccessiveHalving.Provider();
        }
    }

    @Nested
    class OfHyperband implements Contract {
        @Override
        public ScorerProvider provider() {
            return new Hyperband.Provider();
        }
    }

    @Nested
    class OfCalibrated implements Contract {
        @Override
        public ScorerProvider provider() {
            return new CalibratedScoring.Provider();
        }
    }
}
