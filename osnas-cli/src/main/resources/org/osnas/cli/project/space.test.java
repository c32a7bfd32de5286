package @PACKAGE@;

import org.junit.jupiter.api.Nested;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Settings;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.SearchSpaceContract;

class @CLASS@Test {

    @Nested
    class Space implements SearchSpaceContract {
        @Override
        public SpaceProvider spaceProvider() {
            return new @CLASS@();
        }
    }

    @Nested
    class Component implements ComponentContract<SpaceProvider> {
        @Override
        public SpaceProvider provider() {
            return new @CLASS@();
        }

        @Override
        public Class<SpaceProvider> service() {
            return SpaceProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(provider().defaultInput(), settings);
        }
    }
}
