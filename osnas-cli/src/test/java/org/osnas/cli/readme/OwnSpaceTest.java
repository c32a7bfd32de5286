package org.osnas.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.file.YamlSpaceReader;

/** The space that the README shows as a file and as Java code is one and the same. */
class OwnSpaceTest {

    private static final Path CODE = Path.of("src/test/java/org/osnas/cli/readme/MySpace.java");
    private static final Path EXAMPLE = Path.of("../examples/my-space.yaml");

    @Test
    void fileAndCodeDescribeTheSameSpace() {
        SearchSpace file = create(new YamlSpaceReader().read(EXAMPLE));

        assertThat(file.fingerprint()).isEqualTo(create(new MySpace()).fingerprint());
    }

    @Test
    void theReadmeShowsBoth() throws IOException {
        String readme = Files.readString(Path.of("../docs/spaces.md"));
        String code = Files.readString(CODE);

        assertThat(readme)
                .contains(Files.readString(EXAMPLE).stripTrailing())
                .contains(code.substring(code.indexOf("public final class")).stripTrailing());
        assertThat(Files.readAllLines(EXAMPLE).stream().filter(line -> !line.startsWith("#")))
                .hasSizeLessThanOrEqualTo(15);
    }

    private static SearchSpace create(SpaceProvider provider) {
        return provider.create(provider.defaultInput(), Settings.empty()).classifier(provider.defaultClasses());
    }
}
