package org.osnas.strategies.training;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategyProvider;
import org.osnas.strategies.training.differentiable.DifferentiableTraining;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.TrainingStrategyContract;

/** Every training strategy of this module keeps the contracts. */
class TrainingContractsTest {

    /** Both contracts of a training strategy that is found by name. */
    interface TrainingContract extends TrainingStrategyContract, ComponentContract<TrainingStrategyProvider> {
        @Override
        default TrainingStrategy trainingStrategy() {
            return provider().create(Settings.empty());
        }

        @Override
        default Class<TrainingStrategyProvider> service() {
            return TrainingStrategyProvider.class;
        }

        @Override
        default Object create(Settings settings) {
            return provider().create(settings);
        }
    }

    @Nested
    class OfUniform implements TrainingContract {
        @Override
        public TrainingStrategyProvider provider() {
            return new UniformTraining.Provider();
        }
    }

    @Nested
    class OfFair implements TrainingContract {
        @Override
        public TrainingStrategyProvider provider() {
            return new FairTraining.Provider();
        }
    }

    @Nested
    class OfProgressive implements TrainingContract {
        @Override
        public TrainingStrategyProvider provider() {
            return new ProgressiveTraining.Provider();
        }
    }

    @Nested
    class OfSandwich implements TrainingContract {
        @Override
        public TrainingStrategyProvider provider() {
            return new SandwichTraining.Provider();
        }
    }

    @Nested
    class OfDifferentiable implements TrainingContract {
        @Override
        public TrainingStrategyProvider provider() {
            return new DifferentiableTraining.Provider();
        }
    }

    /** A relaxation that is not the default. */
    abstract static class Relaxed implements TrainingStrategyContract {
        private final String relaxation;

        Relaxed(String relaxation) {
            this.relaxation = relaxation;
        }

        @Override
        public TrainingStrategy trainingStrategy() {
            return new DifferentiableTraining.Provider()
                    .create(Settings.of("settings", Map.of("relaxation", relaxation)));
        }
    }

    @Nested
    class OfSoftmax extends Relaxed {
        OfSoftmax() {
            super("softmax");
        }

        @Override
        public boolean dependsOnSeed() {
            return false;
        }
    }

    @Nested
    class OfGdas extends Relaxed {
        OfGdas() {
            super("gdas");
        }
    }

    @Nested
    class OfProxyless extends Relaxed {
        OfProxyless() {
            super("proxyless");
        }
    }
}
