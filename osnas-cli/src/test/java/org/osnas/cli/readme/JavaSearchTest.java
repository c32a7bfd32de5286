package org.osnas.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osnas.core.run.RunResult;

/** The search in Java that the README shows does what it says. */
class JavaSearchTest {

    private static final Path CODE = Path.of("src/test/java/org/osnas/cli/readme/JavaSearch.java");
    private static final Path README = Path.of("../README.md");

    @Test
    void itFindsANetworkWithinTheBudgetThatLearnedByItsCriterion() throws IOException {
        RunResult result = JavaSearch.search();

        assertThat(result.json().path("cost").path("macs").asDouble()).isLessThanOrEqualTo(1.6e6);
        assertThat(result.network().test()).as("chance is 0.1").isGreaterThan(0.25);
    }

    @Test
    void theReadmeShowsTheCodeThatIsTested() throws IOException {
        String code = Files.readString(CODE);
        String shown = code.substring(code.indexOf("        Criterion brier"), code.lastIndexOf("    }\n}"))
                .stripTrailing()
                .stripIndent();

        assertThat(shown.lines().count()).isLessThanOrEqualTo(20);
        assertThat(Files.readString(README)).contains(shown);
    }
}
