package @PACKAGE@;

import org.junit.jupiter.api.Nested;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.task.DataflowContract;

class @CLASS@Test {

    @Nested
    class Rules implements DataflowContract {
        @Override
        public Dataflow dataflow(long seed) {
            return new @CLASS@(200, 1, 16, seed);
        }
    }

    @Nested
    class Component implements ComponentContract<DataflowProvider> {
        @Override
        public DataflowProvider provider() {
            return new @CLASS@.Provider();
        }

        @Override
        public Class<DataflowProvider> service() {
            return DataflowProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(settings, 16, 7);
        }
    }
}
