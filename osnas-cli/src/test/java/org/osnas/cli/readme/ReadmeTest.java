package org.osnas.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osnas.api.search.SearchStrategy;
import org.osnas.tck.SearchStrategyContract;

/** The search strategy that the README shows keeps the contract, and is the one that stands there. */
class ReadmeTest implements SearchStrategyContract {

    private static final Path CODE = Path.of("src/test/java/org/osnas/cli/readme/Climb.java");
    private static final Path README = Path.of("../docs/strategies.md");

    @Override
    public SearchStrategy strategy() {
        return new Climb();
    }

    @Test
    void theReadmeShowsTheCodeThatIsTested() throws IOException {
        String code = Files.readString(CODE);
        String shown = code.substring(code.indexOf("/** Changes one layer")).stripTrailing();

        assertThat(Files.readString(README)).contains(shown);
    }
}
