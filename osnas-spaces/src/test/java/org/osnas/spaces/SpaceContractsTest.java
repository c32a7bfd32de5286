package org.osnas.spaces;

import org.junit.jupiter.api.Nested;
import org.osnas.api.space.SpaceProvider;
import org.osnas.tck.SearchSpaceContract;

/** The spaces of this module keep the contract of search spaces. */
class SpaceContractsTest {

    @Nested
    class OfFbnetS implements SearchSpaceContract {
        @Override
        public SpaceProvider spaceProvider() {
            return new FbnetS();
        }
    }

    @Nested
    class OfProxylessnas implements SearchSpaceContract {
        @Override
        public SpaceProvider spaceProvider() {
            return new Proxylessnas();
        }
    }

    @Nested
    class OfSpos implements SearchSpaceContract {
        @Override
        public SpaceProvider spaceProvider() {
            return new Spos();
        }
    }

    @Nested
    class OfMobilefacenet implements SearchSpaceContract {
        @Override
        public SpaceProvider spaceProvider() {
            return new Mobilefacenet();
        }
    }

    @Nested
    class OfSgnas implements SearchSpaceContract {
        @Override
        public SpaceProvider spaceProvider() {
            return new Sgnas();
        }
    }

    @Nested
    class OfMobilenetV3 implements SearchSpaceContract {
        @Override
        public SpaceProvider spaceProvider() {
            return new MobilenetV3();
        }
    }

    @Nested
    class OfMbconvMicro implements SearchSpaceContract {
        @Override
        public SpaceProvider spaceProvider() {
            return new MbconvMicro();
        }
    }

    @Nested
    class OfNasBenchMacro implements SearchSpaceContract {
        @Override
        public SpaceProvider spaceProvider() {
            return new NasBenchMacro();
        }
    }
}
