package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of cells that others trained, in a space of which only names are known. */
class ChoicesSpaceTest {

    private static final List<String> OPERATIONS = List.of("none", "skip_connect", "conv");

    @TempDir
    Path directory;

    @Test
    void aTableOfNamedCellsIsSearchedAndNothingIsTrained() throws IOException {
        Path space = Files.writeString(
                directory.resolve("cells.yaml"), "choices:\n  - {count: 3, of: [none, skip_connect, conv]}\n");
        StringBuilder text = new StringBuilder("architecture,accuracy\n");
        for (int i = 0; i < 27; i++) {
            int[] choices = {i / 9, i / 3 % 3, i % 3};
            text.append("|%s~0|+|%s~0|%s~1|,%d%n"
                    .formatted(
                            OPERATIONS.get(choices[0]),
                            OPERATIONS.get(choices[1]),
                            OPERATIONS.get(choices[2]),
                            50 + 10 * choices[0] + 3 * choices[1] + choices[2]));
        }
        Path foreign = Files.writeString(directory.resolve("cells.csv"), text);
        Path table = directory.resolve("table.csv");

        CommandRun imported = osnas(
                "table",
                "import-scores",
                foreign.toString(),
                "--space",
                space.toString(),
                "--percent",
                "--column",
                "score=accuracy",
                "-o",
                table.toString());

        assertThat(imported.status()).as(imported.err()).isZero();
        Path config = Files.writeString(
                directory.resolve("compare.yaml"),
                "{table: %s, space: %s, evaluations: 8, seeds: 3, strategies: [local-search, predictor]}"
                        .formatted(table, space));
        CommandRun compared = osnas(
                "compare",
                "-c",
                config.toString(),
                "-o",
                directory.resolve("out").toString());
        assertThat(compared.status()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("The optimum is 0.7800").contains("local-search");

        CommandRun search = osnas(
                "search",
                "-o",
                directory.resolve("run").toString(),
                "-c",
                Files.writeString(
                                directory.resolve("search.yaml"),
                                "{space: {name: %s, input: 28x28x1}}".formatted(space))
                        .toString());
        assertThat(search.status()).isEqualTo(2);
        assertThat(search.message()).contains("names its choices only: there are no networks to train");
    }

    @Test
    void choicesAreNamedDifferently() throws IOException {
        Path space = Files.writeString(directory.resolve("cells.yaml"), "choices: [{of: [none, none]}]");
        assertThat(osnas("cost", "--space", space.toString()).message())
                .contains("choices[0].of must be a list of different names");
    }
}
