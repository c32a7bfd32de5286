package org.osnas.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostDescriptionTest {

    @Test
    void namesNativeLibrariesOnce() {
        assertThat(HostDescription.libraries("target/benchmarks.jar:/r/nd4j-native-1.0.0-M2.1.jar"
                        + ":/r/nd4j-native-1.0.0-M2.1-linux-x86_64-onednn.jar:/r/openblas-0.3.19-1.5.7-linux-x86_64.jar"
                        + ":/r/guava-31.1-jre.jar"))
                .isEqualTo("nd4j-native-1.0.0-M2.1, openblas-0.3.19");
    }
}
