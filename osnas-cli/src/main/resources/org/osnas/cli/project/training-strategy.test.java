package @PACKAGE@;

import org.junit.jupiter.api.Nested;
import org.osnas.api.spi.Settings;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.api.training.TrainingStrategyProvider;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.TrainingStrategyContract;

class @CLASS@Test {

    @Nested
    class Strategy implements TrainingStrategyContract {
        @Override
        public TrainingStrategy trainingStrategy() {
            return new @CLASS@(2);
        }
    }

    @Nested
    class Component implements ComponentContract<TrainingStrategyProvider> {
        @Override
        public TrainingStrategyProvider provider() {
            return new @CLASS@.Provider();
        }

        @Override
        public Class<TrainingStrategyProvider> service() {
            return TrainingStrategyProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(settings);
        }
    }
}
