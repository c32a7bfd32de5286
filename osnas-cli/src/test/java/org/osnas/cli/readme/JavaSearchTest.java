package org.osnas.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.core.run.RunResult;
import org.osnas.tasks.data.FashionMnistSubset;
import org.osnas.tasks.data.ImageSet;

/** The search in Java that the README shows does what it says. */
class JavaSearchTest {

    private static final Path CODE = Path.of("src/test/java/org/osnas/cli/readme/JavaSearch.java");
    private static final Path README = Path.of("../README.md");
    private static final int EXAMPLES = 1600;

    @TempDir
    Path directory;

    @Test
    void itFindsANetworkWithinTheBudgetThatLearnedByItsCriterion() throws IOException {
        ImageSet bundled = FashionMnistSubset.read().train();
        float[][] images = new float[EXAMPLES][28 * 28];
        int[] classes = new int[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            byte[] pixels = bundled.pixels(i);
            for (int p = 0; p < pixels.length; p++) {
                images[i][p] = pixels[p] & 0xff;
            }
            classes[i] = bundled.labels().stratum(i);
        }
        Path page = directory.resolve("report.html");

        RunResult result = JavaSearch.search(images, classes, page);

        assertThat(result.json().path("cost").path("macs").asDouble()).isLessThanOrEqualTo(1.6e6);
        assertThat(result.network().test()).as("chance is 0.1").isGreaterThan(0.25);
        assertThat(Files.readString(page))
                .contains("<h1>mbconv-micro " + result.winner().architecture() + "</h1>", "EvolutionSearch scored 12");
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
